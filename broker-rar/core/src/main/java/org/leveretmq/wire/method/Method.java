package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** A method of AMQP 0-9-1 (§4.2.4) or of RabbitMQ's extensions to it, with its arguments. */
public sealed interface Method
        permits ConnectionStart,
                ConnectionStartOk,
                ConnectionSecure,
                ConnectionSecureOk,
                ConnectionTune,
                ConnectionTuneOk,
                ConnectionOpen,
                ConnectionOpenOk,
                ConnectionClose,
                ConnectionCloseOk,
                ConnectionBlocked,
                ConnectionUnblocked,
                ConnectionUpdateSecret,
                ConnectionUpdateSecretOk,
                ChannelOpen,
                ChannelOpenOk,
                ChannelFlow,
                ChannelFlowOk,
                ChannelClose,
                ChannelCloseOk,
                AccessRequest,
                AccessRequestOk,
                ExchangeDeclare,
                ExchangeDeclareOk,
                ExchangeDelete,
                ExchangeDeleteOk,
                ExchangeBind,
                ExchangeBindOk,
                ExchangeUnbind,
                ExchangeUnbindOk,
                QueueDeclare,
                QueueDeclareOk,
                QueueBind,
                QueueBindOk,
                QueuePurge,
                QueuePurgeOk,
                QueueDelete,
                QueueDeleteOk,
                QueueUnbind,
                QueueUnbindOk,
                BasicQos,
                BasicQosOk,
                BasicConsume,
                BasicConsumeOk,
                BasicCancel,
                BasicCancelOk,
                BasicPublish,
                BasicReturn,
                BasicDeliver,
                BasicGet,
                BasicGetOk,
                BasicGetEmpty,
                BasicAck,
                BasicReject,
                BasicRecoverAsync,
                BasicRecover,
                BasicRecoverOk,
                BasicNack,
                ConfirmSelect,
                ConfirmSelectOk,
                TxSelect,
                TxSelectOk,
                TxCommit,
                TxCommitOk,
                TxRollback,
                TxRollbackOk {
    /** Class id in the upper and method id in the lower 16 bits, as they stand on the wire. */
    int id();

    /** The class id, such as 60 for basic. */
    default int classId() {
        return id() >>> 16;
    }

    /** The method id, unique in its class. */
    default int methodId() {
        return id() & 0xFFFF;
    }

    /** Whether a content header and body frames follow. */
    default boolean hasContent() {
        return false;
    }

    /**
     * Appends the arguments, reserved ones included.
     *
     * @throws IllegalArgumentException if a short string is longer than 255 bytes
     */
    void write(MethodWriter out);
}
