"""How people sign in. What differs between installations comes from the environment."""

import environ

env = environ.Env()

# local sign-in; there is no public sign-up
ACCOUNT_ADAPTER = "roedtraad.foundation.accounts.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator wrote the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {"login": "roedtraad.foundation.accounts.forms.sign_in.LoginForm"}
ACCOUNT_RATE_LIMITS = {  # a whole town hall may share one address
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/900s/key",
}
EMAIL_TIMEOUT = 10
PASSWORD_RESET_TIMEOUT = 4 * 3600

LOCK_OUT_AFTER = env.int("LOCK_OUT_AFTER", default=5)
LOCK_OUT_SECONDS = 60 * env.int("LOCK_OUT_MINUTES", default=15)
INVITATION_DAYS = env.int("INVITATION_DAYS", default=7)

# second factor
MFA_ADAPTER = "roedtraad.foundation.accounts.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = env("MUNICIPALITY", default="") or "Rød Tråd"
_FORMS = "roedtraad.foundation.accounts.forms.sign_in."
MFA_FORMS = {
    "authenticate": f"{_FORMS}SecondFactorForm",
    "add_webauthn": f"{_FORMS}NewKeyForm",
}
# roles that must use a second factor: "administrator,data_protection_officer"
SECOND_FACTOR_ROLES = env.list("SECOND_FACTOR_ROLES", default=[])

AUDIT_MONTHS_KEPT = env.int("AUDIT_MONTHS_KEPT", default=0)  # 0 keeps every month
FILE_SIZE_LIMIT = 1024 * 1024 * env.int("FILE_MEGABYTES", default=50)
