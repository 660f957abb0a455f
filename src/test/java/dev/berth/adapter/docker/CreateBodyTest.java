package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.Rebinding;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreateBodyTest {
    private static final ApiVersion OLD = new ApiVersion(1, 41);
    private static final ApiVersion NEW = new ApiVersion(1, 44);

    private final ObjectNode inspect = Fixtures.inspect();
    private final CreateBody old = CreateBody.of(inspect, OLD);

    private JsonNode at(String pointer) {
        return old.json().at(pointer);
    }

    @Test
    void fieldsThatNobodyKnowsAreCarriedOver() {
        assertThat(at("/FieldOfTomorrow/x").asInt()).isEqualTo(1);
        assertThat(at("/HostConfig/FieldOfTomorrow").asInt()).isEqualTo(7);
        assertThat(at("/Env/0").asText()).isEqualTo("POSTGRES_PASSWORD=hunter2");
    }

    @Test
    void aHostNameThatIsTheOldIdIsCleared() {
        assertThat(at("/Hostname").asText()).isEmpty();
    }

    @Test
    void aChosenHostNameStays() {
        inspect.withObject("/Config").put("Hostname", "db.example");
        assertThat(CreateBody.of(inspect, OLD).json().path("Hostname").asText()).isEqualTo("db.example");
    }

    @Test
    void anEmptyEntrypointDoesNotBecomeTheImages() {
        assertThat(at("/Entrypoint").isArray()).isTrue();
        assertThat(at("/Entrypoint")).isEmpty();
    }

    @Test
    void anonymousVolumesKeepTheirNamesAndNamedOnesTheirBinds() {
        assertThat(at("/HostConfig/Mounts")).hasSize(1);
        assertThat(at("/HostConfig/Mounts/0/Source").asText()).isEqualTo("deadbeef");
        assertThat(at("/HostConfig/Mounts/0/Target").asText()).isEqualTo("/anon");
        assertThat(at("/HostConfig/Binds/0").asText()).isEqualTo("data:/data:rw");
    }

    @Test
    void aMountWithoutASourceGetsItsVolumesName() {
        inspect.withObject("/HostConfig")
                .putArray("Mounts")
                .addObject()
                .put("Type", "volume")
                .put("Target", "/anon/");
        var mounts = CreateBody.of(inspect, OLD).json().at("/HostConfig/Mounts");
        assertThat(mounts).hasSize(1);
        assertThat(mounts.path(0).path("Source").asText()).isEqualTo("deadbeef");
    }

    @Test
    void linksAreWrittenAsTheyAreWanted() {
        assertThat(at("/HostConfig/Links/0").asText()).isEqualTo("cache:redis");
    }

    @Test
    void anOldEngineGetsOneNetworkAtOnceAndTheOthersLater() {
        assertThat(at("/NetworkingConfig/EndpointsConfig")).hasSize(1);
        assertThat(at("/NetworkingConfig/EndpointsConfig/one/IPAMConfig/IPv4Address")
                        .asText())
                .isEqualTo("10.0.0.9");
        assertThat(old.later()).containsOnlyKeys("two");
        assertThat(at("/MacAddress").asText()).isEqualTo("02:42:0a:d5:00:99");
    }

    @Test
    void aNewEngineGetsAllNetworksAndTheAddressWhereItBelongs() {
        var body = CreateBody.of(inspect, NEW);
        var endpoints = body.json().at("/NetworkingConfig/EndpointsConfig");
        assertThat(endpoints).hasSize(2);
        assertThat(body.later()).isEmpty();
        assertThat(body.json().has("MacAddress")).isFalse();
        assertThat(endpoints.at("/one/MacAddress").asText()).isEqualTo("02:42:0a:d5:00:99");
        assertThat(endpoints.at("/two").has("MacAddress")).isFalse();
    }

    @Test
    void theOldShortIdIsNoAlias() {
        assertThat(at("/NetworkingConfig/EndpointsConfig/one/Aliases").toString())
                .isEqualTo("[\"pg\"]");
        assertThat(old.later().get("two")).hasToString("{\"Aliases\":[\"second\"]}");
    }

    @Test
    void whatTheEngineHandedOutIsNotAskedFor() {
        assertThat(at("/NetworkingConfig/EndpointsConfig/one").has("IPAddress")).isFalse();
        assertThat(at("/NetworkingConfig/EndpointsConfig/one").has("NetworkID")).isFalse();
    }

    @Test
    void aNetworkModeThatIsAnIdFindsItsNetwork() {
        inspect.withObject("/HostConfig").put("NetworkMode", "n2");
        assertThat(Endpoints.primary(inspect)).isEqualTo("two");
    }

    @Test
    void aPortMovesOnItsOwnAddressAlone() {
        var missed = PortMap.rebind(old.hostConfig(), List.of(new Rebinding(5432, "tcp", "", 5432, 7000)));
        assertThat(missed).isEmpty();
        assertThat(at("/HostConfig/PortBindings/5432~1tcp/0/HostPort").asText()).isEqualTo("7000");
        assertThat(at("/HostConfig/PortBindings/5432~1tcp/0/HostIp").asText()).isEmpty();
        assertThat(at("/HostConfig/PortBindings/5432~1tcp/1/HostPort").asText()).isEqualTo("5432");
        assertThat(at("/HostConfig/PortBindings/9000~1tcp/0/HostPort").asText()).isEqualTo("9000");
    }

    @Test
    void portsOfOneContainerCanTradePlaces() {
        var missed = PortMap.rebind(
                old.hostConfig(),
                List.of(
                        new Rebinding(5432, "tcp", "", 5432, 9000),
                        new Rebinding(9000, "tcp", "127.0.0.1", 9000, 5432)));
        assertThat(missed).isEmpty();
        assertThat(at("/HostConfig/PortBindings/5432~1tcp/0/HostPort").asText()).isEqualTo("9000");
        assertThat(at("/HostConfig/PortBindings/9000~1tcp/0/HostPort").asText()).isEqualTo("5432");
    }

    @Test
    void aPortThatIsNotPublishedIsTold() {
        var rebinding = new Rebinding(5432, "tcp", "", 5555, 7000);
        assertThat(PortMap.rebind(old.hostConfig(), List.of(rebinding))).containsExactly(rebinding);
    }

    @Test
    void theInspectItselfStaysAsItWas() {
        PortMap.rebind(old.hostConfig(), List.of(new Rebinding(5432, "tcp", "", 5432, 7000)));
        assertThat(inspect).isEqualTo(Fixtures.inspect());
    }
}
