"""The pages of allauth that are in use, under Danish paths. There is no sign-up among them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path


@login_not_required
def no_sign_up(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("lukket/", account.account_inactive, name="account_inactive"),
    path("opret/", no_sign_up, name="account_signup"),
    path("bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("adgangskode/", account.password_change, name="account_change_password"),
    path("adgangskode/vaelg/", account.password_set, name="account_set_password"),
    path("adgangskode/glemt/", account.password_reset, name="account_reset_password"),
    path("adgangskode/sendt/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^adgangskode/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "adgangskode/ny/faerdig/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("totrin/", mfa.index, name="mfa_index"),
    path("totrin/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("totrin/bekraeft/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("totrin/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("totrin/app/fjern/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("totrin/noegler/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("totrin/noegler/ny/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("totrin/noegler/login/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(
        "totrin/noegler/bekraeft/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("totrin/noegler/<int:pk>/ret/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("totrin/noegler/<int:pk>/fjern/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("totrin/koder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("totrin/koder/nye/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "totrin/koder/hent/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
]
