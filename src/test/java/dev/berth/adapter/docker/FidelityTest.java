package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.Rebinding;
import java.util.List;
import org.junit.jupiter.api.Test;

class FidelityTest {
    private final ObjectNode before = Fixtures.inspect();
    private final ObjectNode after = Fixtures.inspect();

    private List<String> differences(Rebinding... rebindings) {
        return Fidelity.differences(before, after, List.of(rebindings), new ApiVersion(1, 41));
    }

    @Test
    void idsNamesTimesRuntimeAddressesAndTheOneLabelMayDiffer() {
        after.put("Id", "f".repeat(64)).put("Name", "/db-berth-next").put("Created", "2027-01-01");
        after.withObject("/Config").put("Hostname", "f".repeat(12));
        after.withObject("/Config/Labels").put("com.docker.compose.config-hash", "new");
        after.withObject("/NetworkSettings/Networks/one")
                .putArray("Aliases")
                .add("pg")
                .add("f".repeat(12));
        after.withObject("/NetworkSettings/Networks/two").put("IPAddress", "172.18.0.3");
        after.withObject("/NetworkSettings/Networks/two")
                .putArray("Aliases")
                .add("f".repeat(12))
                .add("second");
        assertThat(differences()).isEmpty();
    }

    @Test
    void thePortMayDifferAsPlannedAndNotOtherwise() {
        ((ObjectNode) after.at("/HostConfig/PortBindings/5432~1tcp/0")).put("HostPort", "7000");
        assertThat(differences(new Rebinding(5432, "tcp", "", 5432, 7000))).isEmpty();
        assertThat(differences()).containsExactly("HostConfig.PortBindings.5432/tcp");
    }

    @Test
    void aSecretThatDiffersIsNamedByItsPathAlone() {
        ((ArrayNode) after.at("/Config/Env")).removeAll().add("POSTGRES_PASSWORD=other");
        assertThat(differences()).containsExactly("Config.Env");
    }

    @Test
    void anotherVolumeIsADifference() {
        ((ObjectNode) after.at("/Mounts/0")).put("Name", "cafe");
        assertThat(differences()).contains("Mounts./anon.Name");
    }

    @Test
    void aLostFixedAddressIsADifference() {
        after.withObject("/NetworkSettings/Networks/one").remove("IPAMConfig");
        assertThat(differences()).containsExactly("Networks.one.IPAMConfig");
    }

    @Test
    void aLostNetworkIsADifference() {
        after.withObject("/NetworkSettings/Networks").remove("two");
        assertThat(differences()).containsExactly("Networks.two");
    }

    @Test
    void aLostAliasIsADifference() {
        after.withObject("/NetworkSettings/Networks/two").putArray("Aliases");
        assertThat(differences()).containsExactly("Networks.two.Aliases");
    }

    @Test
    void aFieldThatNobodyKnowsIsComparedToo() {
        after.withObject("/HostConfig").put("FieldOfTomorrow", 8);
        assertThat(differences()).containsExactly("HostConfig.FieldOfTomorrow");
    }

    @Test
    void nullAndEmptyAreTheSame() {
        after.withObject("/Config").putArray("Entrypoint");
        after.withObject("/NetworkSettings/Networks/one").putNull("DriverOpts");
        assertThat(differences()).isEmpty();
    }

    @Test
    void whatANewerEngineLeavesOutOrWritesInFullIsTheSame() {
        before.withObject("/HostConfig")
                .put("NetworkMode", "default")
                .put("KernelMemory", 0)
                .put("KernelMemoryTCP", 0)
                .put("PublishAllPorts", false);
        after.withObject("/HostConfig")
                .put("NetworkMode", "bridge")
                .remove(List.of("KernelMemory", "KernelMemoryTCP", "PublishAllPorts"));

        assertThat(differences()).isEmpty();
    }

    @Test
    void aLimitAndNoneAreADifference() {
        before.withObject("/HostConfig").put("Memory", 0);
        after.withObject("/HostConfig").put("Memory", 1_000_000);

        assertThat(differences()).containsExactly("HostConfig.Memory");
    }

    @Test
    void aZeroThatSomebodyChoseIsADifference() {
        before.withObject("/Config").put("StopTimeout", 0);
        before.withObject("/HostConfig").put("MemorySwappiness", 0).put("Init", false);

        assertThat(differences())
                .containsExactlyInAnyOrder("Config.StopTimeout", "HostConfig.Init", "HostConfig.MemorySwappiness");
    }

    @Test
    void theSameImageByItsIdIsTheSameImage() {
        after.withObject("/Config").put("Image", "sha256:aa");
        assertThat(differences()).isEmpty();
    }

    @Test
    void anotherImageUnderTheSameTagIsADifference() {
        after.put("Image", "sha256:bb");
        assertThat(differences()).containsExactly("Image");
    }
}
