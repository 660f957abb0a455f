package dev.berth.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.LiveService.Port;
import dev.berth.plan.ServicePorts;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether anything leads to a database once its old port goes. */
class LiveServiceTest {
    private static final Port OLD = new Port(5432, "TCP", "sql", "5432");

    private final KubernetesClient nobody = new KubernetesClientBuilder().build();
    private final LiveService service = new LiveService(
            nobody,
            new ServicePorts(
                    "shop", "main", List.of(new ServicePorts.Pair("sql", "sql", "sql-7000", "5432", 5432, 7000))));

    @AfterEach
    void end() {
        nobody.close();
    }

    @Test
    void theNewPortDoes() {
        var missing = service.missing(List.of(OLD, new Port(7000, "TCP", "sql-7000", "5432")));

        assertThat(missing).isEmpty();
    }

    @Test
    void thePortOfALaterMoveDoesInItsPlace() {
        var missing = service.missing(List.of(OLD, new Port(7001, "TCP", "sql-7001", "5432")));

        assertThat(missing).isEmpty();
    }

    @Test
    void noneThatLeadsElsewhereDoes() {
        var missing = service.missing(List.of(OLD, new Port(7001, "TCP", "web-7001", "8080")));

        assertThat(missing).contains("7000");
    }

    @Test
    void noneThatWasThereBesideTheOldOneDoes() {
        var missing = service.missing(List.of(OLD, new Port(6432, "TCP", "more", "5432")));

        assertThat(missing).contains("7000");
    }
}
