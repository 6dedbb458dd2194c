"""The statements over a whole batch of measurements. The same run on SQLite and PostgreSQL.

`{mine}` picks the figures of one file, by their keys from `%(first)s` to `%(last)s`.
"""

SEND = """
UPDATE {staged} SET use_id = made.column2 FROM (VALUES {rows}) AS made
WHERE {mine} AND slot = made.column1
"""
REGROUP = """
UPDATE {staged} SET cell = made.column3, adds_to = made.column4 FROM (VALUES {rows}) AS made
WHERE {mine} AND cell = made.column1 AND adds_to = made.column2
"""
LIMITS = """
UPDATE {staged} SET fault = CASE
    WHEN cell = '' AND value < i.lowest THEN 'low'
    WHEN cell = '' AND value > i.highest THEN 'high'
    WHEN i.kind = 'percentage' AND numerator > denominator THEN 'ratio'
    ELSE 'level' END
FROM {uses} AS u JOIN indicators_indicator AS i ON i.id = u.indicator_id
WHERE {mine} AND fault = '' AND {staged}.use_id = u.id
  AND ((cell = '' AND (value < i.lowest OR value > i.highest))
       OR (i.kind = 'percentage' AND numerator > denominator)
       OR (cell = '' AND i.kind = 'evidence' AND value IS NOT NULL
           AND EXISTS (SELECT 1 FROM indicators_rubriclevel AS l
                       WHERE l.indicator_id = COALESCE(i.as_agreed_of_id, i.id))
           AND NOT EXISTS (SELECT 1 FROM indicators_rubriclevel AS l
                           WHERE l.indicator_id = COALESCE(i.as_agreed_of_id, i.id)
                             AND l.value = {staged}.value)))
"""
AGAIN = """
UPDATE {staged} SET earlier_revision = 0, fault = CASE WHEN fault = 'same' THEN '' ELSE fault END
WHERE {mine} AND earlier_revision <> 0
"""
EARLIER = """
UPDATE {staged} SET earlier_revision = newest.r
FROM (SELECT m.use_id AS u, m.measured_on AS d, MAX(m.revision) AS r
      FROM {measured} AS m
      WHERE m.use_id IN (SELECT use_id FROM {staged}
                         WHERE {mine} AND fault IN ('', 'same'))
      GROUP BY m.use_id, m.measured_on) AS newest
WHERE {mine} AND fault IN ('', 'same')
  AND use_id = newest.u AND measured_on = newest.d
"""
SAME = """
UPDATE {staged} SET fault = 'same'
FROM {measured} AS m
WHERE {mine} AND fault = '' AND earlier_revision > 0 AND cell = ''
  AND m.use_id = {staged}.use_id AND m.measured_on = {staged}.measured_on
  AND m.revision = {staged}.earlier_revision AND NOT m.is_withdrawn
  AND m.value IS NOT DISTINCT FROM {staged}.value
  AND m.numerator IS NOT DISTINCT FROM {staged}.numerator
  AND m.denominator IS NOT DISTINCT FROM {staged}.denominator
  AND m.is_done IS NOT DISTINCT FROM {staged}.is_done
  AND m.is_not_counted = {staged}.is_not_counted
"""
NOT_KEPT = "DELETE FROM {staged} WHERE {mine} AND row_number = 0"
# a correction that leaves groups out keeps what is known of them: their figures come along
KEEP_PARTS = """
INSERT INTO {staged} (id, row_number, slot, use_id, period_from, measured_on, value, numerator,
    denominator, earlier_revision, cell, adds_to)
SELECT top.id + ROW_NUMBER() OVER (ORDER BY q.id), 0, w.slot, w.use_id, w.period_from,
    w.measured_on, q.value, q.numerator, q.denominator, w.earlier_revision, q.cell,
    CASE WHEN b.must_add_up OR (i.has_crossed_breakdowns AND EXISTS (
             SELECT 1 FROM indicators_breakdown AS x
             WHERE x.indicator_id = b.indicator_id AND x.must_add_up))
         THEN b.id ELSE 0 END
FROM {staged} AS w
    JOIN {measured} AS m ON m.use_id = w.use_id AND m.measured_on = w.measured_on
        AND m.revision = w.earlier_revision AND NOT m.is_withdrawn
    JOIN {parts} AS q ON q.measurement_id = m.id
    JOIN {uses} AS u ON u.id = w.use_id
    JOIN indicators_indicator AS i ON i.id = u.indicator_id
    JOIN indicators_breakdown AS b ON b.indicator_id = COALESCE(i.as_agreed_of_id, i.id)
    JOIN indicators_breakdowngroup AS g ON g.breakdown_id = b.id
        AND (q.cell = CAST(g.id AS TEXT) OR q.cell LIKE CAST(g.id AS TEXT) || '-%%')
    LEFT JOIN {staged} AS p ON p.id BETWEEN %(first)s AND %(last)s AND p.slot = w.slot
        AND p.measured_on = w.measured_on AND p.cell = q.cell
    CROSS JOIN (SELECT MAX(id) AS id FROM {staged} WHERE {mine}) AS top
WHERE w.id BETWEEN %(first)s AND %(last)s AND w.fault = '' AND w.cell = ''
    AND NOT w.is_not_counted AND w.earlier_revision > 0 AND p.id IS NULL
"""
SUM = """
UPDATE {staged} SET fault = CASE WHEN wrong.last_row = 0 THEN 'groups' ELSE 'sum' END
FROM (SELECT w.id AS whole, MAX(p.row_number) AS last_row
      FROM {staged} AS w JOIN {staged} AS p ON p.slot = w.slot AND p.measured_on = w.measured_on
      WHERE w.id BETWEEN %(first)s AND %(last)s AND w.fault = '' AND w.cell = ''
        AND NOT w.is_not_counted
        AND p.id BETWEEN %(first)s AND %(last)s AND p.fault = '' AND p.adds_to <> 0
      GROUP BY w.id, w.value, w.numerator, p.adds_to
      HAVING ROUND(SUM(COALESCE(p.numerator, p.value)) - COALESCE(w.numerator, w.value), 4) <> 0
     ) AS wrong
WHERE id = wrong.whole
"""
WITHOUT_WHOLE = """
UPDATE {staged} SET fault = 'whole'
WHERE {mine} AND fault = '' AND cell <> ''
  AND (slot, measured_on) NOT IN (
      SELECT slot, measured_on FROM {staged}
      WHERE {mine} AND fault = '' AND cell = '' AND NOT is_not_counted)
"""
OTHER_PARTS = """
UPDATE {staged} SET fault = ''
WHERE {mine} AND fault = 'same' AND cell = ''
  AND (slot, measured_on) IN (
      SELECT p.slot, p.measured_on
      FROM {staged} AS p
          JOIN {measured} AS m ON m.use_id = p.use_id AND m.measured_on = p.measured_on
              AND m.revision = p.earlier_revision
          LEFT JOIN {parts} AS q ON q.measurement_id = m.id AND q.cell = p.cell
              AND q.value IS NOT DISTINCT FROM p.value
              AND q.numerator IS NOT DISTINCT FROM p.numerator
              AND q.denominator IS NOT DISTINCT FROM p.denominator
      WHERE p.id BETWEEN %(first)s AND %(last)s AND p.fault = '' AND p.cell <> '' AND q.id IS NULL)
"""
SAME_PARTS = """
UPDATE {staged} SET fault = 'same'
WHERE {mine} AND fault = '' AND cell <> ''
  AND (slot, measured_on) IN (
      SELECT slot, measured_on FROM {staged}
      WHERE {mine} AND fault = 'same' AND cell = '')
"""
REOPENED = "UPDATE {staged} SET fault = '' WHERE {mine} AND fault = 'locked'"
# the first figures of an indicator change none: its history is no part of what was settled
LOCKED = """
UPDATE {staged} SET fault = 'locked'
FROM {uses} AS u JOIN organisation_unit AS o ON o.id = u.unit_id,
    (VALUES {rows}) AS settled
WHERE {mine} AND fault = '' AND {staged}.use_id = u.id
  AND CAST({staged}.measured_on AS TEXT) BETWEEN settled.column2 AND settled.column3
  AND o.path LIKE settled.column1 || '%%'
  AND EXISTS (SELECT 1 FROM {measured} AS m WHERE m.use_id = u.id)
"""
CHECKS = (NOT_KEPT, REOPENED, AGAIN, LIMITS, EARLIER, SAME)
CHECKS_OF_PARTS = (SUM, SAME_PARTS, WITHOUT_WHOLE)
INSERT = """
INSERT INTO {measured} (use_id, period_from, measured_on, value, numerator, denominator, is_done,
    level_id, is_not_counted, is_confirmed, note, revision, reason, is_withdrawn,
    indicator_version, batch_id, recorded_by_id, recorded_at)
SELECT s.use_id, s.period_from, s.measured_on, s.value, s.numerator, s.denominator, s.is_done,
    l.id, s.is_not_counted, FALSE, s.note, s.earlier_revision + 1,
    CASE WHEN s.earlier_revision > 0 THEN %(reason)s ELSE '' END, FALSE, i.version,
    %(batch)s, %(user)s, %(now)s
FROM {staged} AS s JOIN {uses} AS u ON u.id = s.use_id
    JOIN indicators_indicator AS i ON i.id = u.indicator_id
    LEFT JOIN indicators_rubriclevel AS l
        ON i.kind = 'evidence' AND l.indicator_id = COALESCE(i.as_agreed_of_id, i.id)
            AND l.value = s.value
WHERE s.id BETWEEN %(first)s AND %(last)s AND s.fault = '' AND s.cell = ''
ORDER BY s.id
"""
INSERT_PARTS = """
INSERT INTO {parts} (measurement_id, cell, value, numerator, denominator)
SELECT m.id, p.cell, p.value, p.numerator, p.denominator
FROM {staged} AS p
    JOIN {measured} AS m ON m.use_id = p.use_id AND m.measured_on = p.measured_on
        AND m.revision = p.earlier_revision + 1 AND m.batch_id = %(batch)s
WHERE p.id BETWEEN %(first)s AND %(last)s AND p.fault = '' AND p.cell <> ''
"""
UNDO = """
INSERT INTO {measured} (use_id, period_from, measured_on, value, numerator, denominator, is_done,
    level_id, is_not_counted, is_confirmed, note, revision, reason, is_withdrawn,
    indicator_version, recorded_by_id, recorded_at)
SELECT m.use_id, back.period_from, m.measured_on, back.value, back.numerator, back.denominator,
    back.is_done, back.level_id, back.is_not_counted, back.is_confirmed, back.note,
    m.revision + 1, %(reason)s, back.id = m.id, back.indicator_version, %(user)s, %(now)s
FROM {measured} AS m
    LEFT JOIN {measured} AS earlier ON earlier.use_id = m.use_id
        AND earlier.measured_on = m.measured_on AND earlier.revision = m.revision - 1
        AND NOT earlier.is_withdrawn
    JOIN {measured} AS back ON back.id = COALESCE(earlier.id, m.id)
WHERE m.batch_id = %(batch)s AND NOT EXISTS (
    SELECT 1 FROM {measured} AS newer WHERE newer.use_id = m.use_id
        AND newer.measured_on = m.measured_on AND newer.revision > m.revision)
"""
UNDO_PARTS = """
INSERT INTO {parts} (measurement_id, cell, value, numerator, denominator)
SELECT fresh.id, p.cell, p.value, p.numerator, p.denominator
FROM {measured} AS m
    JOIN {measured} AS fresh ON fresh.use_id = m.use_id AND fresh.measured_on = m.measured_on
        AND fresh.revision = m.revision + 1 AND fresh.recorded_at = %(now)s
        AND NOT fresh.is_withdrawn
    JOIN {measured} AS earlier ON earlier.use_id = m.use_id
        AND earlier.measured_on = m.measured_on AND earlier.revision = m.revision - 1
    JOIN {parts} AS p ON p.measurement_id = earlier.id
WHERE m.batch_id = %(batch)s
"""
