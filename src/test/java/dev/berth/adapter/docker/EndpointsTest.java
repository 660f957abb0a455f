package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    private final ObjectNode inspect = Fixtures.inspect();

    @Test
    void aGatewayPriorityIsLostByAnApiThatDoesNotKnowIt() {
        inspect.withObject("/NetworkSettings/Networks/one").put("GwPriority", 0);
        inspect.withObject("/NetworkSettings/Networks/two").put("GwPriority", -1);

        var lost = Endpoints.unrepeatable(inspect, new ApiVersion(1, 44));

        assertThat(lost).containsExactly("the gateway priority of network two");
    }

    @Test
    void oneThatKnowsItLosesNothing() {
        inspect.withObject("/NetworkSettings/Networks/two").put("GwPriority", 1);

        assertThat(Endpoints.unrepeatable(inspect, new ApiVersion(1, 48))).isEmpty();
    }
}
