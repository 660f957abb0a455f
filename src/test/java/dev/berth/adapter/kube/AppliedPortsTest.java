package dev.berth.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.ServicePorts;
import dev.berth.plan.ServicePorts.Pair;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What berth applies to a Service, and once it gives the ports up, by who else has them. */
class AppliedPortsTest {
    private static final Pair FIRST = new Pair("", "sql-5432", "sql-7000", "5432", 5432, 7000);
    private static final Pair SECOND = new Pair("sql-7000", "sql-7000", "sql-7001", "5432", 7000, 7001);

    @Test
    void whatSomebodyElseHasIsGivenUpWhole() {
        var live = live(owner("kubectl", "Update", 5432, ""), owner("berth", "Apply", 5432, "f:name", 7000, "f:name"));

        var applied = givenUp(live, FIRST);

        assertThat(applied.has("spec")).isFalse();
    }

    @Test
    void aPortThatAnEarlierMoveBroughtStays() {
        var live = live(owner("berth", "Apply", 7000, "f:name", 7001, "f:name"));

        var applied = givenUp(live, SECOND);

        assertThat(ports(applied)).containsExactly("sql-7000 7000");
    }

    @Test
    void aNameThatAnEarlierMoveGaveStays() {
        var live = live(
                owner("kubectl", "Update", 5432, ""),
                owner("berth", "Apply", 5432, "f:name", 7000, "f:name", 7001, "f:name"));
        var third = new Pair("sql-5432", "sql-5432", "sql-7001", "5432", 5432, 7001);

        var applied = givenUp(live, third);

        assertThat(ports(applied)).containsExactly("sql-7000 7000", "sql-5432 5432");
    }

    @Test
    void whatOtherMovesBroughtStays() {
        var live = live(
                owner("kubectl", "Update", 5432, ""),
                owner("berth", "Apply", 5432, "f:name", 7000, "f:name", 7001, "f:name"));

        var applied = givenUp(live, SECOND);

        assertThat(ports(applied)).containsExactly("sql-5432 5432", "sql-7000 7000");
    }

    @Test
    void aPortThatIsGoneDoesNotComeBack() {
        var live = live(owner("berth", "Apply", 7001, "f:name"));

        var applied = givenUp(live, SECOND);

        assertThat(applied.has("spec")).isFalse();
    }

    @Test
    void whoWritesTheStatusOfABalancerMeanwhileIsInNobodysWay() {
        var live = live(owner("kubectl", "Update", 5432, ""));

        var applied = new AppliedPorts(live, new ServicePorts("shop", "main", List.of(FIRST))).added();

        assertThat(ports(applied)).containsExactly("sql-5432 5432", "sql-7000 7000");
        assertThat(applied.path("metadata").has("resourceVersion")).isFalse();
    }

    private static ObjectNode givenUp(JsonNode live, Pair pair) {
        return new AppliedPorts(live, new ServicePorts("shop", "main", List.of(pair))).givenUp();
    }

    private static List<String> ports(ObjectNode applied) {
        return applied.at("/spec/ports")
                .valueStream()
                .map(port ->
                        port.path("name").asText() + " " + port.path("port").asInt())
                .toList();
    }

    /** A Service with all ports that anybody has, each with its name. */
    private static JsonNode live(String... owners) {
        var document = """
                {"apiVersion": "v1", "kind": "Service",
                 "metadata": {"name": "main", "namespace": "shop", "resourceVersion": "7", "managedFields": [OWNERS]},
                 "spec": {"ports": [PORTS]}}
                """.replace("OWNERS", String.join(", ", owners)).replace("PORTS", ports(owners));
        var serialization = new KubernetesSerialization();
        return serialization.convertValue(serialization.unmarshal(document, Service.class), JsonNode.class);
    }

    private static String ports(String... owners) {
        return Stream.of(5432, 7000, 7001)
                .filter(port -> String.join("", owners).contains(key(port)))
                .map(port -> "{\"name\": \"sql-" + port + "\", \"port\": " + port
                        + ", \"protocol\": \"TCP\", \"targetPort\": 5432}")
                .collect(Collectors.joining(", "));
    }

    /** @param had ports, each with a field that it has beside its number */
    private static String owner(String manager, String operation, Object... had) {
        var fields = new StringBuilder();
        for (int i = 0; i < had.length; i += 2) {
            fields.append(i == 0 ? "" : ", ")
                    .append("\"" + key((Integer) had[i]) + "\": {\".\": {}, \"f:port\": {}, \"f:targetPort\": {}")
                    .append(had[i + 1].equals("") ? "}" : ", \"" + had[i + 1] + "\": {}}");
        }
        return "{\"manager\": \"" + manager + "\", \"operation\": \"" + operation
                + "\", \"apiVersion\": \"v1\", \"fieldsType\": \"FieldsV1\","
                + " \"fieldsV1\": {\"f:spec\": {\"f:ports\": {" + fields + "}}}}";
    }

    private static String key(int port) {
        return "k:{\\\"port\\\":" + port + ",\\\"protocol\\\":\\\"TCP\\\"}";
    }
}
