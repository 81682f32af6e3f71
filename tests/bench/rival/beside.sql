-- What carriers say, a row a parcel, and the statuses of an earlier snapshot.

CREATE TEMP TABLE event AS
SELECT
    tidy(tracking_number) AS number,
    carrier_code(lower(carrier)) AS carrier,
    phase,
    moment(time) AS time
FROM read_csv(
    getvariable('events'),
    delim = ';',
    header = true,
    auto_detect = false,
    columns = {tracking_number: 'VARCHAR', carrier: 'VARCHAR', phase: 'VARCHAR', time: 'TIMESTAMP'}
)
WHERE NOT is_placeholder(lower(trim(tracking_number)));

SET VARIABLE asked = (SELECT list(DISTINCT carrier) FROM event);

CREATE TEMP TABLE reality AS
SELECT
    number,
    arg_max(phase, (time, rank)) FILTER (phase <> 'info') AS phase,
    bool_or(proves_acceptance) AS is_accepted,
    min(time) FILTER (proves_acceptance) AS accepted_at,
    min(time) FILTER (phase = 'delivered') AS delivered_at,
    max(time) AS last_event_at
FROM (
    SELECT
        *,
        phase NOT IN ('registered', 'exception', 'cancelled', 'info', 'unknown') AS proves_acceptance,
        list_position([
            'registered', 'accepted', 'in_transit', 'arrived_pickup_point', 'out_for_delivery', 'delivered',
            'returning', 'returned', 'lost', 'exception', 'cancelled', 'info', 'unknown'
        ], phase) AS rank
    FROM event
)
GROUP BY number;

CREATE TEMP TABLE earlier AS
SELECT posting_number, status
FROM read_ndjson(
    getvariable('previous'),
    ignore_errors = true,
    columns = {posting_number: 'VARCHAR', status: 'VARCHAR'}
)
WHERE posting_number <> '' AND NOT starts_with(status, '{');
