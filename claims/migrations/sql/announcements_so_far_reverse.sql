-- The tables are dropped by what comes before; announcements cannot be deleted.
SELECT 1;
