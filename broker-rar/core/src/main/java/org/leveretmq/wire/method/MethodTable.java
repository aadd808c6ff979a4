package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.wire.MethodReader;

/** Finds the record for a class id and a method id and reads its fields. */
public final class MethodTable {
    private MethodTable() {}

    /**
     * Reads the fields of a method.
     *
     * @throws ConnectionException 540 if there is no such method, 502 if its fields are malformed
     */
    public static Method read(int classId, int methodId, MethodReader in) throws ConnectionException {
        return switch (classId) {
            case 10 -> connection(methodId, in);
            case 20 -> channel(methodId, in);
            case 30 -> access(methodId, in);
            case 40 -> exchange(methodId, in);
            case 50 -> queue(methodId, in);
            case 60 -> basic(methodId, in);
            case 85 -> confirm(methodId, in);
            case 90 -> tx(methodId);
            default -> throw unknown(classId, methodId);
        };
    }

    private static Method connection(int methodId, MethodReader in) throws ConnectionException {
        return switch (methodId) {
            case ConnectionStart.METHOD_ID -> ConnectionStart.read(in);
            case ConnectionStartOk.METHOD_ID -> ConnectionStartOk.read(in);
            case ConnectionSecure.METHOD_ID -> ConnectionSecure.read(in);
            case ConnectionSecureOk.METHOD_ID -> ConnectionSecureOk.read(in);
            case ConnectionTune.METHOD_ID -> ConnectionTune.read(in);
            case ConnectionTuneOk.METHOD_ID -> ConnectionTuneOk.read(in);
            case ConnectionOpen.METHOD_ID -> ConnectionOpen.read(in);
            case ConnectionOpenOk.METHOD_ID -> ConnectionOpenOk.read(in);
            case ConnectionClose.METHOD_ID -> ConnectionClose.read(in);
            case ConnectionCloseOk.METHOD_ID -> new ConnectionCloseOk();
            case ConnectionBlocked.METHOD_ID -> ConnectionBlocked.read(in);
            case ConnectionUnblocked.METHOD_ID -> new ConnectionUnblocked();
            case ConnectionUpdateSecret.METHOD_ID -> ConnectionUpdateSecret.read(in);
            case ConnectionUpdateSecretOk.METHOD_ID -> new ConnectionUpdateSecretOk();
            default -> throw unknown(10, methodId);
        };
    }

    private static Method channel(int methodId, MethodReader in) throws ConnectionException {
        return switch (methodId) {
            case ChannelOpen.METHOD_ID -> ChannelOpen.read(in);
            case ChannelOpenOk.METHOD_ID -> ChannelOpenOk.read(in);
            case ChannelFlow.METHOD_ID -> ChannelFlow.read(in);
            case ChannelFlowOk.METHOD_ID -> ChannelFlowOk.read(in);
            case ChannelClose.METHOD_ID -> ChannelClose.read(in);
            case ChannelCloseOk.METHOD_ID -> new ChannelCloseOk();
            default -> throw unknown(20, methodId);
        };
    }

    private static Method access(int methodId, MethodReader in) throws ConnectionException {
        return switch (methodId) {
            case AccessRequest.METHOD_ID -> AccessRequest.read(in);
            case AccessRequestOk.METHOD_ID -> AccessRequestOk.read(in);
            default -> throw unknown(30, methodId);
        };
    }

    private static Method exchange(int methodId, MethodReader in) throws ConnectionException {
        return switch (methodId) {
            case ExchangeDeclare.METHOD_ID -> ExchangeDeclare.read(in);
            case ExchangeDeclareOk.METHOD_ID -> new ExchangeDeclareOk();
            case ExchangeDelete.METHOD_ID -> ExchangeDelete.read(in);
            case ExchangeDeleteOk.METHOD_ID -> new ExchangeDeleteOk();
            case ExchangeBind.METHOD_ID -> ExchangeBind.read(in);
            case ExchangeBindOk.METHOD_ID -> new ExchangeBindOk();
            case ExchangeUnbind.METHOD_ID -> ExchangeUnbind.read(in);
            case ExchangeUnbindOk.METHOD_ID -> new ExchangeUnbindOk();
            default -> throw unknown(40, methodId);
        };
    }

    private static Method queue(int methodId, MethodReader in) throws ConnectionException {
        return switch (methodId) {
            case QueueDeclare.METHOD_ID -> QueueDeclare.read(in);
            case QueueDeclareOk.METHOD_ID -> QueueDeclareOk.read(in);
            case QueueBind.METHOD_ID -> QueueBind.read(in);
            case QueueBindOk.METHOD_ID -> new QueueBindOk();
            case QueuePurge.METHOD_ID -> QueuePurge.read(in);
            case QueuePurgeOk.METHOD_ID -> QueuePurgeOk.read(in);
            case QueueDelete.METHOD_ID -> QueueDelete.read(in);
            case QueueDeleteOk.METHOD_ID -> QueueDeleteOk.read(in);
            case QueueUnbind.METHOD_ID -> QueueUnbind.read(in);
            case QueueUnbindOk.METHOD_ID -> new QueueUnbindOk();
            default -> throw unknown(50, methodId);
        };
    }

    private static Method basic(int methodId, MethodReader in) throws ConnectionException {
        return switch (methodId) {
            case BasicQos.METHOD_ID -> BasicQos.read(in);
            case BasicQosOk.METHOD_ID -> new BasicQosOk();
            case BasicConsume.METHOD_ID -> BasicConsume.read(in);
            case BasicConsumeOk.METHOD_ID -> BasicConsumeOk.read(in);
            case BasicCancel.METHOD_ID -> BasicCancel.read(in);
            case BasicCancelOk.METHOD_ID -> BasicCancelOk.read(in);
            case BasicPublish.METHOD_ID -> BasicPublish.read(in);
            case BasicReturn.METHOD_ID -> BasicReturn.read(in);
            case BasicDeliver.METHOD_ID -> BasicDeliver.read(in);
            case BasicGet.METHOD_ID -> BasicGet.read(in);
            case BasicGetOk.METHOD_ID -> BasicGetOk.read(in);
            case BasicGetEmpty.METHOD_ID -> BasicGetEmpty.read(in);
            case BasicAck.METHOD_ID -> BasicAck.read(in);
            case BasicReject.METHOD_ID -> BasicReject.read(in);
            case BasicRecoverAsync.METHOD_ID -> BasicRecoverAsync.read(in);
            case BasicRecover.METHOD_ID -> BasicRecover.read(in);
            case BasicRecoverOk.METHOD_ID -> new BasicRecoverOk();
            case BasicNack.METHOD_ID -> BasicNack.read(in);
            default -> throw unknown(60, methodId);
        };
    }

    private static Method confirm(int methodId, MethodReader in) throws ConnectionException {
        return switch (methodId) {
            case ConfirmSelect.METHOD_ID -> ConfirmSelect.read(in);
            case ConfirmSelectOk.METHOD_ID -> new ConfirmSelectOk();
            default -> throw unknown(85, methodId);
        };
    }

    private static Method tx(int methodId) throws ConnectionException {
        return switch (methodId) {
            case TxSelect.METHOD_ID -> new TxSelect();
            case TxSelectOk.METHOD_ID -> new TxSelectOk();
            case TxCommit.METHOD_ID -> new TxCommit();
            case TxCommitOk.METHOD_ID -> new TxCommitOk();
            case TxRollback.METHOD_ID -> new TxRollback();
            case TxRollbackOk.METHOD_ID -> new TxRollbackOk();
            default -> throw unknown(90, methodId);
        };
    }

    private static ConnectionException unknown(int classId, int methodId) {
        return new ConnectionException(
                ReplyCode.NOT_IMPLEMENTED, "unknown method " + methodId + " of class " + classId, classId, methodId);
    }
}
