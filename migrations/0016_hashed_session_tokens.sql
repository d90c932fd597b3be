-- Sessions are found by the digest of their token from now on. Those of before hold the token itself: they end here, and
-- everybody signs in again.
DELETE FROM sessions;
