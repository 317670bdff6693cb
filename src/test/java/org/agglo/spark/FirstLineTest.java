package org.agglo.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FirstLineTest {
    @Test
    void aServersTraceIsLeftOut() {
        var refused = new IOException(
                "Permission denied: user=stranger, access=EXECUTE, inode=\"/firms\"\n"
                        + "\tat org.apache.hadoop.hdfs.server.namenode.FSPermissionChecker.check(FSPermissionChecker.java:661)\n");
        assertThat(FirstLine.of(refused))
                .isEqualTo("Permission denied: user=stranger, access=EXECUTE, inode=\"/firms\"");
    }

    @Test
    void aFailureWithoutWordsHasItsName() {
        assertThat(FirstLine.of(new IOException())).isEqualTo("IOException");
        assertThat(FirstLine.of(new IOException(" "))).isEqualTo("IOException");
    }
}
