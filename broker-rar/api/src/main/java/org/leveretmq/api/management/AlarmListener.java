package org.leveretmq.api.management;

/** Told of alarms, on one of the broker's workers. */
public interface AlarmListener {
    /** From now on publishers have to wait for this reason. */
    void alarmRaised(AlarmInfo alarm);

    /** This reason is gone. */
    void alarmCleared(AlarmInfo alarm);
}
