-- The findings. Rules are columns, true where they are broken: NULL is what nobody knows, and breaks nothing.

CREATE TEMP TABLE replaced AS  -- records of postings that a later record tells anew
SELECT unnest(list_sort(list(rowid))[:-2]) AS row
FROM posting
WHERE posting_number <> ''
GROUP BY posting_number
HAVING count(*) > 1;

CREATE TEMP TABLE shared AS  -- numbers of several postings that are not cancelled
SELECT tidied
FROM posting
WHERE tidied <> ''
    AND posting_number <> ''
    AND status NOT IN ('cancelled', 'cancelled_from_split_pending')
    AND rowid NOT IN (FROM replaced)
GROUP BY tidied
HAVING count(DISTINCT posting_number) > 1;

CREATE TEMP TABLE unlinked AS  -- records that name a posting which does not name theirs
WITH link AS (
    SELECT rowid AS row, posting_number, unnest(list_append(coalesce(relatives, []), parent)) AS other
    FROM posting
    WHERE parent <> '' OR len(relatives) > 0
)
SELECT DISTINCT link.row
FROM link
JOIN posting AS named ON named.posting_number = link.other
WHERE named.relatives IS NOT NULL
    AND named.posting_number <> link.posting_number
    AND NOT coalesce(list_contains(list_append(named.relatives, named.parent), link.posting_number), false)
    AND named.rowid NOT IN (FROM replaced);

COPY (
    WITH words AS (
        SELECT
            posting.*,
            posting.rowid AS row,
            coalesce(posting.posting_number, '') = '' OR starts_with(posting.status, '{') AS is_unreadable,
            getvariable('now')::TIMESTAMP AS now,
            posting.status IN ('delivering', 'delivered') AS shipped,
            posting.status IN ('awaiting_packaging', 'awaiting_deliver')
                AND seller_ships
                AND substatus NOT IN ('ship_failed', 'posting_registration_error')
                AND NOT may_retry AS is_due,
            posting.status IN ('cancelled', 'cancelled_from_split_pending') AS is_cancelled,
            posting.status = 'delivered' OR substatus = 'posting_conditionally_delivered' AS claimed_delivered,
            posting.status = 'delivering' AND seller_ships
                AND substatus NOT IN (
                    'posting_conditionally_delivered', 'posting_in_pickup_point', 'posting_returned_to_warehouse'
                ) AS is_under_way,
            integration IN ('non_integrated', 'hybrid_non_integrated') AS is_manual,
            integration IN ('aggregator', 'hybrid_aggregator') AS is_aggregated,
            tidied <> '' AS has_number,
            CASE WHEN tidied <> '' THEN is_placeholder(lower(trim(tracking_number))) END AS is_stand_in,
            tidied <> '' AND tidied <> posting.posting_number AND NOT is_stand_in AS is_number,
            is_number AND NOT is_spoilt(tidied) AS is_sound,
            CASE WHEN shipped OR posting.status = 'cancelled' THEN moment(delivering_date) END AS handed_over_at,
            handed_over_at < moment(in_process_at) AS is_before_order,
            handed_over_at > now + INTERVAL 10 MINUTE AS is_ahead,
            CASE posting.status
                WHEN 'awaiting_packaging' THEN now + INTERVAL 12 HOUR
                ELSE now + INTERVAL 2 HOUR
            END AS soon,
            greatest(delivery_date_end, client_delivery_date_end) AS promised_at,
            reality.number IS NOT NULL AS is_told,
            reality.number IS NOT NULL OR list_contains(getvariable('asked'), carrier) AS is_asked,
            phase,
            is_accepted,
            accepted_at,
            delivered_at,
            last_event_at,
            earlier.status AS status_before
        FROM posting
        LEFT JOIN reality ON reality.number = tidied
        LEFT JOIN earlier ON earlier.posting_number = posting.posting_number
    ),
    judged AS MATERIALIZED (
        SELECT
            row,
            posting_number,
            is_unreadable,
            status <> '' AND scheme <> 'fbp' AND NOT is_status(status) AND NOT is_misspelt(status) AS OZ002,
            substatus <> '' AND scheme <> 'fbp' AND NOT is_substatus(substatus) AND NOT is_misspelt(substatus)
                AS OZ003,
            is_substatus(substatus) AND NOT pairs_with(status, substatus) AS OZ004,
            NOT regexp_full_match(posting_number, '[0-9]+-[0-9]{4}-[0-9]+') AS OZ005,
            least(in_process_at, shipment_date, shipment_date_without_delay, delivering_date)
                < TIMESTAMP '1971-01-01' AS OZ008,
            is_misspelt(status) OR is_misspelt(substatus) AS OZ009,
            shipped AND seller_ships AND NOT has_number AND NOT coalesce(is_express, false)
                AND (is_manual OR integration IN ('3pl_tracking', 'hybrid_3pl_tracking')) AS OZ101,
            is_sound AND seller_ships AND NOT is_cancelled AND tidied IN (FROM shared) AS OZ102,
            is_sound AND seller_ships AND carrier IN ('russian_post', 'yunexpress') AND NOT is_aggregated
                AND NOT is_told AND NOT is_usual(carrier, tidied) AS OZ103,
            is_number AND seller_ships AND NOT is_told AND has_wrong_check_digit(carrier, tidied) AS OZ104,
            is_stand_in AND seller_ships AS OZ105,
            tidied = posting_number AND seller_ships AND scheme <> 'crossborder'
                AND integration IN ('non_integrated', 'hybrid_non_integrated', '3pl_tracking') AS OZ106,
            is_number AND seller_ships AND (tracking_number <> tidied OR is_spoilt(tidied)) AS OZ107,
            is_sound AND seller_ships AND carrier IN ('cdek', 'boxberry', 'dpd', 'cainiao')
                AND NOT is_asked AND NOT is_usual(carrier, tidied) AS OZ110,
            seller_ships AND is_before_order AS OZ202,
            seller_ships AND shipped AND is_ahead AND NOT coalesce(is_before_order, false) AS OZ203,
            seller_ships AND cancelled_at < handed_over_at AND NOT coalesce(is_before_order, false)
                AND NOT (shipped AND is_ahead) AS OZ210,
            is_due AND deadline < now AND deadline > now - INTERVAL 5 DAY
                AND NOT coalesce(accepted_at < now - INTERVAL 12 HOUR, false) AS OZ301,
            is_due AND accepted_at IS NULL AND deadline >= now AND deadline <= soon
                AND NOT coalesce(
                    shipment_date <= now + INTERVAL 24 HOUR
                    AND (may_set_cutoff AND shipment_date >= now OR status = 'awaiting_packaging' AND lacks_data),
                    false
                ) AS OZ302,
            is_under_way AND promised_at IS NULL
                AND handed_over_at < CASE
                    WHEN is_aggregated OR scheme = 'crossborder' THEN now - INTERVAL 60 DAY
                    ELSE now - INTERVAL 30 DAY
                END
                AND NOT coalesce(
                    phase IN ('delivered', 'returning', 'returned', 'lost', 'exception')
                    OR NOT is_accepted
                    OR phase IN ('accepted', 'in_transit', 'out_for_delivery')
                    AND last_event_at < now - INTERVAL 7 DAY,
                    false
                ) AS OZ303,
            status = 'awaiting_registration' AND seller_ships AND substatus <> 'posting_registration_error'
                AND shipment_date < now AS OZ304,
            status <> '' AND NOT shipped AND NOT is_cancelled
                AND (substatus = 'ship_failed' OR may_retry AND substatus <> 'posting_registration_error') AS OZ305,
            seller_ships AND may_set_cutoff AND shipment_date BETWEEN now AND now + INTERVAL 24 HOUR
                AND status IN (
                    'awaiting_verification', 'awaiting_approve', 'awaiting_registration', 'awaiting_packaging',
                    'awaiting_deliver'
                ) AS OZ306,
            status = 'awaiting_packaging' AND seller_ships AND lacks_data
                AND shipment_date <= now + INTERVAL 24 HOUR AS OZ307,
            status IN ('awaiting_packaging', 'awaiting_deliver') AND seller_ships AND deadline <= now - INTERVAL 5 DAY
                AND NOT coalesce(accepted_at < now - INTERVAL 12 HOUR, false) AS OZ308,
            is_under_way AND promised_at < now
                AND NOT coalesce(phase IN ('delivered', 'returning', 'returned', 'lost'), false) AS OZ311,
            status <> '' AND NOT shipped AND NOT is_cancelled AND substatus = 'posting_registration_error' AS OZ312,
            shipped AND seller_ships AND handed_over_at > deadline AND NOT is_ahead AS OZ313,
            is_due AND accepted_at IS NULL AND shipment_date < now
                AND deadline > soon
                AND NOT coalesce(status = 'awaiting_packaging' AND lacks_data, false) AS OZ314,
            status = 'cancelled' AND seller_ships AND cancellation_type IN ('ozon', 'system') AND affects_rating
                AND handed_over_at IS NOT NULL AND NOT coalesce(cancelled_at < handed_over_at, false) AS OZ409,
            shipped AND seller_ships AND handed_over_at IS NULL AS OZ701,
            shipped AND seller_ships AND lacks_carrier
                AND (is_manual OR integration IN ('3pl_tracking', 'hybrid_3pl_tracking')) AS OZ702,
            status = '' AS OZ703,
            row IN (FROM unlinked) AS OZ010,
            is_told AND seller_ships AND status = 'delivering' AND NOT claimed_delivered AND NOT is_accepted
                AND handed_over_at < now - INTERVAL 24 HOUR AS OZ201,
            is_told AND seller_ships AND status = 'delivering' AND NOT claimed_delivered AND phase = 'delivered'
                AND delivered_at < now - INTERVAL 12 HOUR AS OZ402,
            is_told AND seller_ships AND status = 'delivering' AND NOT claimed_delivered
                AND substatus <> 'posting_returned_to_warehouse' AND phase IN ('returning', 'returned') AS OZ403,
            seller_ships AND status_before NOT IN ('cancelled', 'cancelled_from_split_pending')
                AND went_back(status_before, status, substatus) AS OZ502
        FROM words
    ),
    broken AS (
        SELECT *, is_unreadable AS OZ001
        FROM judged
        WHERE is_unreadable OR greatest(*COLUMNS('OZ\d+'))
    )
    SELECT rule, posting_number, row + 1 AS line
    FROM (UNPIVOT broken ON COLUMNS('OZ\d+') INTO NAME rule VALUE is_broken)
    WHERE is_broken
        AND is_unreadable = (rule = 'OZ001')
        AND row NOT IN (FROM replaced)
) TO (getvariable('findings')) (FORMAT csv, HEADER false);
