package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterDeskTest {
    private static final Desk DESK = new ClusterDesk(() -> {
        throw new KubernetesClientException("connection refused");
    });

    @ParameterizedTest
    @MethodSource("questions")
    void whatTheApiServerDoesNotAnswerIsUnavailable(ThrowingCallable question) {
        assertThatThrownBy(question)
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessage("connection refused");
    }

    static Stream<ThrowingCallable> questions() {
        return Stream.of(DESK::policies, () -> DESK.policy("dev", "shop"), DESK::berths, DESK::migrations);
    }
}
