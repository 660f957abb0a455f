package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyMountsTest {
    private static CopyMounts of(String mount) {
        var inspect = Fixtures.json("{'HostConfig': {}, 'Mounts': [" + mount + "]}");
        return CopyMounts.of(inspect, "copy", source -> source.endsWith(".sql"));
    }

    private static JsonNode only(CopyMounts mounts) {
        assertThat(mounts.mounts()).hasSize(1);
        return mounts.mounts().path(0);
    }

    @Test
    void liveDataIsNeverMounted() {
        for (var mount : List.of(
                "{'Type': 'volume', 'Name': 'live', 'Source': '/live', 'Destination': '/data', 'RW': true}",
                "{'Type': 'bind', 'Source': '/live', 'Destination': '/data', 'RW': true}")) {
            var mounts = of(mount);

            assertThat(mounts.volumes()).containsExactly("copy-0");
            assertThat(only(mounts).toString()).doesNotContain("live");
            assertThat(only(mounts).path("Source").asText()).isEqualTo("copy-0");
            assertThat(only(mounts).path("Target").asText()).isEqualTo("/data");
        }
    }

    @Test
    void aReadOnlyFolderStays() {
        var mounts = of("{'Type': 'bind', 'Source': '/certs', 'Destination': '/certs', 'RW': false}");

        assertThat(mounts.volumes()).isEmpty();
        assertThat(only(mounts).path("Source").asText()).isEqualTo("/certs");
        assertThat(only(mounts).path("ReadOnly").asBoolean()).isTrue();
    }

    @Test
    void aReadOnlyVolumeStaysAndIsNotFilled() {
        var mount = only(of("{'Type': 'volume', 'Name': 'shared', 'Destination': '/shared', 'RW': false}"));

        assertThat(mount.path("Source").asText()).isEqualTo("shared");
        assertThat(mount.path("ReadOnly").asBoolean()).isTrue();
        assertThat(mount.at("/VolumeOptions/NoCopy").asBoolean()).isTrue();
    }

    @Test
    void aWritableFileStaysAndIsOnlyRead() {
        var mount = only(of("{'Type': 'bind', 'Source': '/srv/init.sql', 'Destination': '/init.sql', 'RW': true}"));

        assertThat(mount.path("Source").asText()).isEqualTo("/srv/init.sql");
        assertThat(mount.path("ReadOnly").asBoolean()).isTrue();
    }

    @Test
    void aWritableFolderOfConfigurationStaysAndIsOnlyRead() {
        var mount = only(of(
                "{'Type': 'bind', 'Source': '/srv/init', 'Destination': '/docker-entrypoint-initdb.d', 'RW': true}"));

        assertThat(mount.path("Source").asText()).isEqualTo("/srv/init");
        assertThat(mount.path("ReadOnly").asBoolean()).isTrue();
    }

    @Test
    void aMemoryMountStaysAsItWas() {
        var inspect = Fixtures.json("{'HostConfig': {'Mounts': [{'Type': 'tmpfs', 'Target': '/run'}]},"
                + " 'Mounts': [{'Type': 'tmpfs', 'Destination': '/run', 'RW': true}]}");

        var mounts = CopyMounts.of(inspect, "copy", source -> false);

        assertThat(mounts.volumes()).isEmpty();
        assertThat(only(mounts).path("Target").asText()).isEqualTo("/run");
    }
}
