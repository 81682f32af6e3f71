-- Nothing is given beside the postings.

CREATE TEMP VIEW reality AS
SELECT
    NULL::VARCHAR AS number,
    NULL::VARCHAR AS phase,
    NULL::BOOLEAN AS is_accepted,
    NULL::TIMESTAMP AS accepted_at,
    NULL::TIMESTAMP AS delivered_at,
    NULL::TIMESTAMP AS last_event_at
WHERE false;

CREATE TEMP VIEW earlier AS
SELECT NULL::VARCHAR AS posting_number, NULL::VARCHAR AS status
WHERE false;

SET VARIABLE asked = [];
