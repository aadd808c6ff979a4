package org.leveretmq.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWatermarkTest {
    private static final class FakeDisk implements DiskWatermark.Space {
        private long free = 1000;
        private boolean broken;

        @Override
        public long freeBytes() throws IOException {
            if (broken) {
                throw new IOException("gone");
            }
            return free;
        }

        @Override
        public long totalBytes() {
            return 10_000;
        }
    }

    private final FakeDisk disk = new FakeDisk();
    private final PublishGate gate = new PublishGate();

    private DiskWatermark watermark(long bytes, int percent) {
        return new DiskWatermark(disk, new DiskWatermark.Limit(bytes, percent), gate);
    }

    private boolean low(DiskWatermark watermark, long free) {
        disk.free = free;
        watermark.check();
        return gate.reasons().contains(PublishGate.Reason.LOW_DISK);
    }

    @Test
    void closesTheGateBelowTheLimitAndOpensItWithSomeRoomAboveIt() {
        DiskWatermark watermark = watermark(400, 0);

        assertThat(low(watermark, 400)).isFalse();
        assertThat(low(watermark, 399)).isTrue();
        assertThat(low(watermark, 419)).isTrue();
        assertThat(low(watermark, 420)).isFalse();
    }

    @Test
    void takesTheGreaterOfTheTwoLimits() {
        DiskWatermark watermark = watermark(400, 20);
        watermark.check();

        assertThat(watermark.limitBytes()).isEqualTo(2000);
        assertThat(gate.closed()).isTrue();
    }

    @Test
    void followsAnotherLimitAtOnce() {
        DiskWatermark watermark = watermark(0, 0);
        watermark.check();

        watermark.limit(new DiskWatermark.Limit(2000, 0));
        assertThat(gate.closed()).isTrue();
        watermark.limit(new DiskWatermark.Limit(1, 0));
        assertThat(gate.closed()).isFalse();
    }

    @Test
    void leavesTheGateAloneWhileTheDiskCannotBeAsked() {
        DiskWatermark watermark = watermark(400, 0);
        assertThat(low(watermark, 100)).isTrue();

        disk.broken = true;

        assertThat(low(watermark, 1000)).isTrue();
        assertThat(watermark.freeBytes()).isEqualTo(-1);
    }

    @Test
    void knowsTheDiskOfADirectoryAndWhatTheDirectoryTakes(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("a/b"));
        Files.write(directory.resolve("a/b/file"), new byte[1234]);
        DirectorySpace space = new DirectorySpace(directory);

        assertThat(space.usedBytes()).isEqualTo(1234);
        assertThat(space.freeBytes()).isBetween(0L, space.totalBytes());
    }
}
