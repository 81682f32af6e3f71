-- What the rules say over and over, as macros. The moment of the check is the variable `now`.

CREATE MACRO moment(time) AS CASE WHEN time >= TIMESTAMP '1971-01-01' THEN time END;  -- Ozon writes 1970 for no time

CREATE MACRO is_plain(number) AS regexp_full_match(number, '[0-9A-Z]+');  -- what nearly all are, tidy and sound

CREATE MACRO tidy(number) AS CASE
    WHEN is_plain(number) THEN number
    ELSE translate(regexp_replace(upper(number), '[\s\p{Z}\p{Cf}]+', '', 'g'), 'АВЕКМНОРСТУХ', 'ABEKMHOPCTYX')
END;

CREATE MACRO is_spoilt(tidied) AS CASE  -- by a spreadsheet, or it is an address of the web
    WHEN is_plain(tidied) THEN false
    ELSE regexp_full_match(tidied, '[0-9]{1,3}([.,][0-9]+E[+-]?|E\+)[0-9]+|[0-9]{5,}[.,]0+')
        OR regexp_matches(tidied, '^(?i)([a-z][a-z0-9+.-]*://|www\.|[a-z0-9.-]+\.[a-z]{2,}/)')
END;

CREATE MACRO is_placeholder(word) AS
    word IN (
        '-', '--', '0', 'нет', 'n/a', 'na', 'none', 'null', 'test', 'тест',
        '123456', '1234567', '12345678', '123456789', '1234567890'
    ) OR replace(word, word[1], '') = '';

CREATE MACRO carrier_code(name) AS CASE
    WHEN name IN ('сдэк', 'cdek', 'sdek', 'сдек') THEN 'cdek'
    WHEN name IN ('почта россии', 'russian post', 'russianpost', 'почта', 'pochta') THEN 'russian_post'
    WHEN name IN ('boxberry', 'боксберри') THEN 'boxberry'
    WHEN name IN ('dpd', 'дпд') THEN 'dpd'
    WHEN name IN ('cainiao', 'цайняо') THEN 'cainiao'
    WHEN name IN ('yunexpress', 'yun express') THEN 'yunexpress'
    WHEN name IN ('china post', 'chinapost') THEN 'chinapost'
    ELSE name
END;

CREATE MACRO digit(number, place) AS ascii(number[place]) - 48;

CREATE MACRO is_right_14(number) AS (
    3 * (
        digit(number, 1) + digit(number, 3) + digit(number, 5) + digit(number, 7)
        + digit(number, 9) + digit(number, 11) + digit(number, 13)
    )
    + digit(number, 2) + digit(number, 4) + digit(number, 6)
    + digit(number, 8) + digit(number, 10) + digit(number, 12) + digit(number, 14)
) % 10 = 0;

CREATE MACRO rest_of_s10(number) AS (
    8 * digit(number, 3) + 6 * digit(number, 4) + 4 * digit(number, 5) + 2 * digit(number, 6)
    + 3 * digit(number, 7) + 5 * digit(number, 8) + 9 * digit(number, 9) + 7 * digit(number, 10)
) % 11;

CREATE MACRO is_right_s10(number) AS digit(number, 11) = CASE rest_of_s10(number)
    WHEN 0 THEN 5
    WHEN 1 THEN 0
    ELSE 11 - rest_of_s10(number)
END;

CREATE MACRO has_wrong_check_digit(carrier, number) AS CASE
    WHEN carrier = 'russian_post' AND regexp_full_match(number, '[0-9]{14}') THEN NOT is_right_14(number)
    WHEN carrier IN ('russian_post', 'chinapost', '') AND regexp_full_match(number, '[A-Z]{2}[0-9]{9}[A-Z]{2}')
        THEN NOT is_right_s10(number)
    ELSE false
END;

CREATE MACRO is_usual(carrier, number) AS CASE carrier
    WHEN 'cdek' THEN regexp_full_match(number, '[0-9]{10}')
    WHEN 'boxberry' THEN regexp_full_match(number, '[A-Z]{3}[0-9]{8,9}')
    WHEN 'dpd' THEN regexp_full_match(number, 'RU[0-9]{9}|[0-9]{14}|[0-9]{27}[0-9A-Z]')
    WHEN 'cainiao' THEN regexp_full_match(number, 'LP[0-9]{14,16}|JNTCU[0-9]{10}YQ')
    WHEN 'russian_post' THEN regexp_full_match(number, '[0-9]{14}|[A-Z]{2}[0-9]{9}[A-Z]{2}')
    WHEN 'yunexpress' THEN regexp_full_match(number, 'YT[0-9]{16}')
END;

CREATE MACRO is_status(text) AS text IN (
    'awaiting_verification', 'awaiting_approve', 'awaiting_packaging', 'awaiting_registration', 'ship_in_process',
    'awaiting_deliver', 'acceptance_in_progress', 'arbitration', 'not_accepted', 'driver_pickup', 'sent_by_seller',
    'delivering', 'client_arbitration', 'delivered', 'cancelled', 'cancelled_from_split_pending'
);

CREATE MACRO is_substatus(text) AS text IN (
    'posting_acceptance_in_progress', 'posting_in_arbitration', 'posting_created', 'posting_packing', 'ship_failed',
    'posting_in_carriage', 'posting_not_in_carriage', 'posting_registered', 'posting_transferring_to_delivery',
    'posting_awaiting_passport_data', 'posting_awaiting_registration', 'posting_registration_error',
    'posting_split_pending', 'posting_canceled', 'posting_in_client_arbitration', 'posting_delivered',
    'posting_received', 'posting_conditionally_delivered', 'posting_on_way_to_city',
    'posting_transferred_to_courier_service', 'posting_in_courier_service', 'posting_on_way_to_pickup_point',
    'posting_in_pickup_point', 'posting_returned_to_warehouse', 'posting_driver_pick_up',
    'posting_not_in_sort_center', 'sent_by_seller'
);

CREATE MACRO is_misspelt(text) AS
    text IN ('canceled', 'awaiting_delivery', 'awaiting registration', 'ship failed');

CREATE MACRO pairs_with(status, substatus) AS CASE status
    WHEN 'awaiting_verification' THEN substatus = 'posting_split_pending'
    WHEN 'awaiting_approve' THEN substatus = 'posting_created'
    WHEN 'awaiting_packaging' THEN substatus IN (
        'posting_created', 'posting_packing', 'ship_failed', 'posting_awaiting_passport_data', 'posting_split_pending'
    )
    WHEN 'awaiting_registration' THEN substatus IN (
        'posting_awaiting_registration', 'posting_registration_error', 'posting_transferring_to_delivery'
    )
    WHEN 'awaiting_deliver' THEN substatus IN (
        'posting_in_carriage', 'posting_not_in_carriage', 'posting_registered', 'posting_transferring_to_delivery',
        'posting_awaiting_passport_data'
    )
    WHEN 'acceptance_in_progress' THEN substatus = 'posting_acceptance_in_progress'
    WHEN 'arbitration' THEN substatus = 'posting_in_arbitration'
    WHEN 'not_accepted' THEN substatus = 'posting_not_in_sort_center'
    WHEN 'driver_pickup' THEN substatus = 'posting_driver_pick_up'
    WHEN 'sent_by_seller' THEN substatus = 'sent_by_seller'
    WHEN 'delivering' THEN substatus IN (
        'posting_on_way_to_city', 'posting_transferred_to_courier_service', 'posting_in_courier_service',
        'posting_on_way_to_pickup_point', 'posting_in_pickup_point', 'posting_returned_to_warehouse',
        'posting_conditionally_delivered', 'posting_in_carriage'
    )
    WHEN 'client_arbitration' THEN substatus = 'posting_in_client_arbitration'
    WHEN 'delivered' THEN substatus IN (
        'posting_delivered', 'posting_received', 'posting_conditionally_delivered'
    )
    WHEN 'cancelled' THEN substatus IN ('posting_canceled', 'posting_returned_to_warehouse')
    WHEN 'cancelled_from_split_pending' THEN substatus = 'posting_canceled'
    ELSE true
END;

CREATE MACRO rank_of(status) AS CASE status
    WHEN 'awaiting_verification' THEN 0
    WHEN 'awaiting_approve' THEN 1
    WHEN 'awaiting_packaging' THEN 2
    WHEN 'awaiting_registration' THEN 3
    WHEN 'ship_in_process' THEN 3
    WHEN 'awaiting_deliver' THEN 4
    WHEN 'acceptance_in_progress' THEN 5
    WHEN 'driver_pickup' THEN 5
    WHEN 'sent_by_seller' THEN 5
    WHEN 'not_accepted' THEN 5
    WHEN 'arbitration' THEN 5
    WHEN 'delivering' THEN 6
    WHEN 'client_arbitration' THEN 6
    WHEN 'delivered' THEN 8
    WHEN 'cancelled' THEN 9
    WHEN 'cancelled_from_split_pending' THEN 9
END;

CREATE MACRO went_back(before, after, substatus) AS
    rank_of(after) < rank_of(before)
    AND NOT (before = 'delivered' AND after = 'delivering' AND substatus = 'posting_conditionally_delivered')
    AND NOT (
        after = 'awaiting_deliver'
        AND before IN ('acceptance_in_progress', 'driver_pickup', 'not_accepted', 'arbitration')
    )
    AND NOT (before = 'delivered' AND after = 'client_arbitration');
