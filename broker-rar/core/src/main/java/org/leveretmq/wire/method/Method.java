package org.leveretmq.wire.method;

import org.leveretmq.wire.MethodWriter;

/** A method of AMQP 0-9-1 (§1 of the reference) or of RabbitMQ's extensions: one record for each, its fields in the order of the specification. */
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
    /** The id of its class. */
    int classId();

    /** Its id within the class. */
    int methodId();

    /** Whether a content header and body follow it. */
    default boolean hasContent() {
        return false;
    }

    /** Appends its fields. */
    void write(MethodWriter out);
}
