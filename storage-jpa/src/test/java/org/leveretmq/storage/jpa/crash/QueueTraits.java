package org.leveretmq.storage.jpa.crash;

/**
 * What can be expected of a queue.
 *
 * @param ordered whether the messages of each publisher come in their order
 * @param consumedUnderLoad whether there is a consumer under load, which may see a message before it is stored, so that the message is gone after a kill
 */
record QueueTraits(boolean ordered, boolean consumedUnderLoad) {}
