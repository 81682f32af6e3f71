-- One scan of the file, on all threads. Rows keep their order, so a row's place in the table is its line.
-- Only fields that the list methods give are read; a line that is no JSON becomes a row of nulls.

CREATE TEMP TABLE posting AS
SELECT
    posting_number,
    coalesce(status, '') AS status,
    coalesce(substatus, '') AS substatus,
    integration,
    scheme,
    scheme <> 'fbo' AS seller_ships,
    carrier_code(lower(carrier_name)) AS carrier,
    tracking_number,
    tidy(tracking_number) AS tidied,
    is_express,
    in_process_at,
    shipment_date,
    coalesce(moment(shipment_date_without_delay), moment(shipment_date)) AS deadline,
    delivering_date,
    shipment_date_without_delay,
    cancelled_at,
    moment(analytics_data.delivery_date_end) AS delivery_date_end,
    moment(analytics_data.client_delivery_date_end) AS client_delivery_date_end,
    coalesce(list_contains(available_actions, 'set_cutoff'), false) AS may_set_cutoff,
    coalesce(list_contains(available_actions, 'ship_async_retry'), false) AS may_retry,
    cancellation.cancellation_type AS cancellation_type,
    cancellation.affect_cancellation_rating AS affects_rating,
    carrier_name = '' AS lacks_carrier,
    len(requirements.products_requiring_gtd) > 0
    OR len(requirements.products_requiring_country) > 0
    OR len(requirements.products_requiring_change_country) > 0
    OR len(requirements.products_requiring_mandatory_mark) > 0
    OR len(requirements.products_requiring_rnpt) > 0
    OR len(requirements.products_requiring_jw_uin) > 0
    OR len(requirements.products_requiring_imei) > 0
    OR len(requirements.products_requiring_weight) > 0 AS lacks_data,
    nullif(parent_posting_number, '') AS parent,
    related_postings.related_posting_numbers AS relatives
FROM (
    SELECT
        *,
        coalesce(
            nullif(trim(delivery_method.tpl_provider), ''), nullif(trim(analytics_data.tpl_provider), ''), ''
        ) AS carrier_name,
        CASE
            WHEN integration_type_flow = 'hybryd' THEN 'hybrid'
            WHEN integration_type_flow <> '' THEN integration_type_flow
            WHEN tpl_integration_type NOT IN ('hybryd', 'hybrid') THEN tpl_integration_type
        END AS integration,
        CASE
            WHEN lower(delivery_schema) = 'fbo' OR (
                coalesce(tpl_integration_type, integration_type_flow, tracking_number) IS NULL
                AND shipment_date IS NULL
                AND coalesce(lower(delivery_schema), '') IN ('', 'sds')
                AND (created_at IS NOT NULL OR analytics_data.warehouse_name <> '')
            ) THEN 'fbo'
            WHEN integration_type_flow = 'FBP' THEN 'fbp'
            WHEN lower(delivery_schema) IN ('crossborder', 'rfbs') THEN lower(delivery_schema)
            WHEN integration = 'ozon' THEN 'fbs'
            WHEN integration <> '' OR tpl_integration_type IN ('hybryd', 'hybrid') THEN 'rfbs'
            WHEN lower(delivery_schema) IN ('', 'sds', 'fbs') THEN 'fbs'
        END AS scheme
    FROM read_ndjson(
        getvariable('postings'),
        ignore_errors = true,
        columns = {
            posting_number: 'VARCHAR',
            status: 'VARCHAR',
            substatus: 'VARCHAR',
            delivery_schema: 'VARCHAR',
            tpl_integration_type: 'VARCHAR',
            integration_type_flow: 'VARCHAR',
            tracking_number: 'VARCHAR',
            created_at: 'TIMESTAMP',
            in_process_at: 'TIMESTAMP',
            shipment_date: 'TIMESTAMP',
            shipment_date_without_delay: 'TIMESTAMP',
            delivering_date: 'TIMESTAMP',
            cancelled_at: 'TIMESTAMP',
            is_express: 'BOOLEAN',
            parent_posting_number: 'VARCHAR',
            related_postings: 'STRUCT(related_posting_numbers VARCHAR[])',
            available_actions: 'VARCHAR[]',
            cancellation: 'STRUCT(cancellation_type VARCHAR, affect_cancellation_rating BOOLEAN)',
            delivery_method: 'STRUCT(tpl_provider VARCHAR)',
            analytics_data: 'STRUCT(
                tpl_provider VARCHAR,
                warehouse_name VARCHAR,
                delivery_date_end TIMESTAMP,
                client_delivery_date_end TIMESTAMP
            )',
            requirements: 'STRUCT(
                products_requiring_gtd VARCHAR[],
                products_requiring_country VARCHAR[],
                products_requiring_change_country VARCHAR[],
                products_requiring_mandatory_mark VARCHAR[],
                products_requiring_rnpt VARCHAR[],
                products_requiring_jw_uin VARCHAR[],
                products_requiring_imei VARCHAR[],
                products_requiring_weight VARCHAR[]
            )'
        }
    )
);
