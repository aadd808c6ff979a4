-- A message is found by its place, one in several queues by queue 0 and its id. The primary key stays: to H2 it is the number of the row, and not an index.
UPDATE lmq_message SET position = message_id WHERE queue_id = 0;
