/**
 * SQL: the rest of private details that are wiped while their cancellation may
 * still be tried again. It shows that there were some: sent without them, a
 * refund might take another way than was asked for.
 */
export const WIPED = "'{}'::jsonb"
