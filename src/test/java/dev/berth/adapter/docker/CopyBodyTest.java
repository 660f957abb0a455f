package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.Rebinding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyBodyTest {
    private static final ApiVersion API = new ApiVersion(1, 41);
    private static final String SCRATCH = "/state/stage/files";

    private final ObjectNode inspect = Fixtures.inspect();

    private JsonNode body() {
        var body = new CopyBody(inspect, new CopyName(CopyName.Purpose.REHEARSAL, "0123abcd"));
        var mounts = CopyMounts.of(inspect, "copy", source -> false);
        return body.json(List.of(new Rebinding(5432, "tcp", "", 5432, 20001)), Path.of(SCRATCH), mounts, API);
    }

    @Test
    void aCopyJoinsItsOwnNetworkAlone() {
        var body = body();

        assertThat(body.at("/HostConfig/NetworkMode").asText()).isEqualTo("berth-rehearsal-0123abcd");
        assertThat(body.at("/NetworkingConfig/EndpointsConfig").fieldNames())
                .toIterable()
                .containsExactly("berth-rehearsal-0123abcd");
        assertThat(body.toString()).doesNotContain("10.0.0.9").doesNotContain("02:42");
        assertThat(body.path("HostConfig").has("Links")).isFalse();
    }

    @Test
    void aCopyPublishesTheBerthedPortsOnLoopbackAndNoOthers() {
        var ports = body().at("/HostConfig/PortBindings");

        assertThat(ports).hasSize(1);
        assertThat(ports.at("/5432~1tcp")).hasSize(1);
        assertThat(ports.at("/5432~1tcp/0/HostIp").asText()).isEqualTo("127.0.0.1");
        assertThat(ports.at("/5432~1tcp/0/HostPort").asText()).isEqualTo("20001");
    }

    @Test
    void nothingStartsACopyByItself() {
        inspect.withObject("/HostConfig/RestartPolicy").put("Name", "always");

        assertThat(body().at("/HostConfig/RestartPolicy/Name").asText()).isEqualTo("no");
    }

    @Test
    void aCopyIsOfTheSameImageWithTheSameEnvironment() {
        var body = body();

        assertThat(body.path("Image").asText()).isEqualTo("sha256:aa");
        assertThat(body.at("/Env/0").asText()).isEqualTo("POSTGRES_PASSWORD=hunter2");
        assertThat(body.at("/FieldOfTomorrow/x").asInt()).isEqualTo(1);
    }

    @Test
    void aCopyBelongsToTheProjectOfItsRehearsalAndKeepsNoOtherLabels() {
        inspect.withObject("/Config/Labels")
                .put("com.docker.compose.project", "shop")
                .put("com.docker.compose.service", "db")
                .put("com.docker.compose.project.working_dir", "/srv/shop")
                .put("com.docker.compose.project.config_files", "/srv/shop/compose.yml")
                .put("traefik.enable", "true");

        var labels = body().path("Labels");

        assertThat(labels.toString()).doesNotContain("traefik").doesNotContain("/srv/shop");
        assertThat(labels.path("com.docker.compose.project").asText()).isEqualTo("berth-rehearsal-0123abcd");
        assertThat(labels.path("com.docker.compose.service").asText()).isEqualTo("db");
        assertThat(labels.path("com.docker.compose.project.working_dir").asText())
                .isEqualTo(SCRATCH);
        assertThat(labels.path("dev.berth.rehearsal").asText()).isEqualTo("0123abcd");
    }

    @Test
    void theOriginalIsOnlyRead() {
        var before = inspect.deepCopy();

        var body = body();

        assertThat(body).isNotEqualTo(before.path("Config"));
        assertThat(inspect).isEqualTo(before);
    }

    @Test
    void anOrdinaryDatabaseReachesNothing() {
        assertThat(new CopyBody(inspect, new CopyName(CopyName.Purpose.REHEARSAL, "0123abcd")).reach())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'HostConfig': {'Privileged': true}} | it is privileged",
                "{'HostConfig': {'PidMode': 'host'}} | its PidMode is host",
                "{'HostConfig': {'IpcMode': 'container:abc'}} | its IpcMode is container:abc",
                "{'HostConfig': {'Devices': [{'PathOnHost': '/dev/sda'}]}} | it uses devices of this machine",
                "{'HostConfig': {'CapAdd': ['CAP_SYS_ADMIN']}} | it has the capability SYS_ADMIN",
                "{'Mounts': [{'Destination': '/var/run/docker.sock'}]}"
                        + " | it drives another program by /var/run/docker.sock"
            },
            quoteCharacter = '"')
    void aContainerWhoseCopyCouldTouchWhatIsRealIsNotCopied(String json, String reason) {
        var body = new CopyBody(Fixtures.json(json), new CopyName(CopyName.Purpose.REHEARSAL, "0123abcd"));

        assertThat(body.reach()).contains(reason);
    }
}
