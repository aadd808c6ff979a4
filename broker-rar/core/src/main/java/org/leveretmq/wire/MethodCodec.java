package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.method.AccessRequest;
import org.leveretmq.wire.method.AccessRequestOk;
import org.leveretmq.wire.method.BasicAck;
import org.leveretmq.wire.method.BasicCancel;
import org.leveretmq.wire.method.BasicCancelOk;
import org.leveretmq.wire.method.BasicConsume;
import org.leveretmq.wire.method.BasicConsumeOk;
import org.leveretmq.wire.method.BasicDeliver;
import org.leveretmq.wire.method.BasicGet;
import org.leveretmq.wire.method.BasicGetEmpty;
import org.leveretmq.wire.method.BasicGetOk;
import org.leveretmq.wire.method.BasicNack;
import org.leveretmq.wire.method.BasicPublish;
import org.leveretmq.wire.method.BasicQos;
import org.leveretmq.wire.method.BasicQosOk;
import org.leveretmq.wire.method.BasicRecover;
import org.leveretmq.wire.method.BasicRecoverAsync;
import org.leveretmq.wire.method.BasicRecoverOk;
import org.leveretmq.wire.method.BasicReject;
import org.leveretmq.wire.method.BasicReturn;
import org.leveretmq.wire.method.ChannelClose;
import org.leveretmq.wire.method.ChannelCloseOk;
import org.leveretmq.wire.method.ChannelFlow;
import org.leveretmq.wire.method.ChannelFlowOk;
import org.leveretmq.wire.method.ChannelOpen;
import org.leveretmq.wire.method.ChannelOpenOk;
import org.leveretmq.wire.method.ConfirmSelect;
import org.leveretmq.wire.method.ConfirmSelectOk;
import org.leveretmq.wire.method.ConnectionBlocked;
import org.leveretmq.wire.method.ConnectionClose;
import org.leveretmq.wire.method.ConnectionCloseOk;
import org.leveretmq.wire.method.ConnectionOpen;
import org.leveretmq.wire.method.ConnectionOpenOk;
import org.leveretmq.wire.method.ConnectionSecure;
import org.leveretmq.wire.method.ConnectionSecureOk;
import org.leveretmq.wire.method.ConnectionStart;
import org.leveretmq.wire.method.ConnectionStartOk;
import org.leveretmq.wire.method.ConnectionTune;
import org.leveretmq.wire.method.ConnectionTuneOk;
import org.leveretmq.wire.method.ConnectionUnblocked;
import org.leveretmq.wire.method.ConnectionUpdateSecret;
import org.leveretmq.wire.method.ConnectionUpdateSecretOk;
import org.leveretmq.wire.method.ExchangeBind;
import org.leveretmq.wire.method.ExchangeBindOk;
import org.leveretmq.wire.method.ExchangeDeclare;
import org.leveretmq.wire.method.ExchangeDeclareOk;
import org.leveretmq.wire.method.ExchangeDelete;
import org.leveretmq.wire.method.ExchangeDeleteOk;
import org.leveretmq.wire.method.ExchangeUnbind;
import org.leveretmq.wire.method.ExchangeUnbindOk;
import org.leveretmq.wire.method.Method;
import org.leveretmq.wire.method.QueueBind;
import org.leveretmq.wire.method.QueueBindOk;
import org.leveretmq.wire.method.QueueDeclare;
import org.leveretmq.wire.method.QueueDeclareOk;
import org.leveretmq.wire.method.QueueDelete;
import org.leveretmq.wire.method.QueueDeleteOk;
import org.leveretmq.wire.method.QueuePurge;
import org.leveretmq.wire.method.QueuePurgeOk;
import org.leveretmq.wire.method.QueueUnbind;
import org.leveretmq.wire.method.QueueUnbindOk;
import org.leveretmq.wire.method.TxCommit;
import org.leveretmq.wire.method.TxCommitOk;
import org.leveretmq.wire.method.TxRollback;
import org.leveretmq.wire.method.TxRollbackOk;
import org.leveretmq.wire.method.TxSelect;
import org.leveretmq.wire.method.TxSelectOk;

/** The decoder of method frames (AMQP 0-9-1 §4.2.4): class id, method id, arguments. Stateless. */
public final class MethodCodec {
    private MethodCodec() {}

    /**
     * Decodes the readable bytes of the payload of a method frame; leaves the buffer's indexes alone.
     *
     * @param reader the connection's reader, for its cache
     * @throws ConnectionException as {@link #decode(ByteBuf, int, int, MethodReader)}
     */
    public static Method decode(ByteBuf payload, MethodReader reader) throws ConnectionException {
        return decode(payload, payload.readerIndex(), payload.readableBytes(), reader);
    }

    /**
     * Decodes a payload that lies somewhere in the buffer.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if arguments are malformed, missing or too many; 503 COMMAND_INVALID if there is
     *     no such method. Where the method is known, the exception names it.
     */
    static Method decode(ByteBuf buffer, int index, int length, MethodReader reader) throws ConnectionException {
        if (length < Frame.METHOD_ID_SIZE) {
            throw ConnectionException.syntaxError("method frame with a payload of " + length + " bytes");
        }
        int id = buffer.getInt(index);
        reader.reset(buffer, index + Frame.METHOD_ID_SIZE, length - Frame.METHOD_ID_SIZE);
        try {
            Method method = read(id, reader);
            if (reader.remaining() > 0) {
                throw ConnectionException.syntaxError(reader.remaining() + " bytes behind the last argument");
            }
            return method;
        } catch (ConnectionException e) {
            throw naming(id, e);
        } finally {
            reader.release();
        }
    }

    private static ConnectionException naming(int id, ConnectionException e) {
        String detail =
                String.valueOf(e.getMessage()).substring(e.replyCode().name().length() + " - ".length());
        return new ConnectionException(e.replyCode(), detail, id >>> 16, id & 0xFFFF);
    }

    private static Method read(int id, MethodReader in) throws ConnectionException {
        return switch (id) {
            case ConnectionStart.ID -> ConnectionStart.read(in);
            case ConnectionStartOk.ID -> ConnectionStartOk.read(in);
            case ConnectionSecure.ID -> ConnectionSecure.read(in);
            case ConnectionSecureOk.ID -> ConnectionSecureOk.read(in);
            case ConnectionTune.ID -> ConnectionTune.read(in);
            case ConnectionTuneOk.ID -> ConnectionTuneOk.read(in);
            case ConnectionOpen.ID -> ConnectionOpen.read(in);
            case ConnectionOpenOk.ID -> ConnectionOpenOk.read(in);
            case ConnectionClose.ID -> ConnectionClose.read(in);
            case ConnectionCloseOk.ID -> new ConnectionCloseOk();
            case ConnectionBlocked.ID -> ConnectionBlocked.read(in);
            case ConnectionUnblocked.ID -> new ConnectionUnblocked();
            case ConnectionUpdateSecret.ID -> ConnectionUpdateSecret.read(in);
            case ConnectionUpdateSecretOk.ID -> new ConnectionUpdateSecretOk();
            case ChannelOpen.ID -> ChannelOpen.read(in);
            case ChannelOpenOk.ID -> ChannelOpenOk.read(in);
            case ChannelFlow.ID -> ChannelFlow.read(in);
            case ChannelFlowOk.ID -> ChannelFlowOk.read(in);
            case ChannelClose.ID -> ChannelClose.read(in);
            case ChannelCloseOk.ID -> new ChannelCloseOk();
            case AccessRequest.ID -> AccessRequest.read(in);
            case AccessRequestOk.ID -> AccessRequestOk.read(in);
            case ExchangeDeclare.ID -> ExchangeDeclare.read(in);
            case ExchangeDeclareOk.ID -> new ExchangeDeclareOk();
            case ExchangeDelete.ID -> ExchangeDelete.read(in);
            case ExchangeDeleteOk.ID -> new ExchangeDeleteOk();
            case ExchangeBind.ID -> ExchangeBind.read(in);
            case ExchangeBindOk.ID -> new ExchangeBindOk();
            case ExchangeUnbind.ID -> ExchangeUnbind.read(in);
            case ExchangeUnbindOk.ID -> new ExchangeUnbindOk();
            case QueueDeclare.ID -> QueueDeclare.read(in);
            case QueueDeclareOk.ID -> QueueDeclareOk.read(in);
            case QueueBind.ID -> QueueBind.read(in);
            case QueueBindOk.ID -> new QueueBindOk();
            case QueuePurge.ID -> QueuePurge.read(in);
            case QueuePurgeOk.ID -> QueuePurgeOk.read(in);
            case QueueDelete.ID -> QueueDelete.read(in);
            case QueueDeleteOk.ID -> QueueDeleteOk.read(in);
            case QueueUnbind.ID -> QueueUnbind.read(in);
            case QueueUnbindOk.ID -> new QueueUnbindOk();
            case BasicQos.ID -> BasicQos.read(in);
            case BasicQosOk.ID -> new BasicQosOk();
            case BasicConsume.ID -> BasicConsume.read(in);
            case BasicConsumeOk.ID -> BasicConsumeOk.read(in);
            case BasicCancel.ID -> BasicCancel.read(in);
            case BasicCancelOk.ID -> BasicCancelOk.read(in);
            case BasicPublish.ID -> BasicPublish.read(in);
            case BasicReturn.ID -> BasicReturn.read(in);
            case BasicDeliver.ID -> BasicDeliver.read(in);
            case BasicGet.ID -> BasicGet.read(in);
            case BasicGetOk.ID -> BasicGetOk.read(in);
            case BasicGetEmpty.ID -> BasicGetEmpty.read(in);
            case BasicAck.ID -> BasicAck.read(in);
            case BasicReject.ID -> BasicReject.read(in);
            case BasicRecoverAsync.ID -> BasicRecoverAsync.read(in);
            case BasicRecover.ID -> BasicRecover.read(in);
            case BasicRecoverOk.ID -> new BasicRecoverOk();
            case BasicNack.ID -> BasicNack.read(in);
            case ConfirmSelect.ID -> ConfirmSelect.read(in);
            case ConfirmSelectOk.ID -> new ConfirmSelectOk();
            case TxSelect.ID -> new TxSelect();
            case TxSelectOk.ID -> new TxSelectOk();
            case TxCommit.ID -> new TxCommit();
            case TxCommitOk.ID -> new TxCommitOk();
            case TxRollback.ID -> new TxRollback();
            case TxRollbackOk.ID -> new TxRollbackOk();
            default ->
                throw ConnectionException.commandInvalid(
                        "unknown method " + (id & 0xFFFF) + " of class " + (id >>> 16));
        };
    }
}
