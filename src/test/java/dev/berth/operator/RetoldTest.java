package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

/** Which changes of a policy count. */
class RetoldTest {
    private final Retold retold = new Retold();

    @Test
    void anotherPolicyOfTheSameNameDoes() {
        assertThat(retold.accept(policy("2", 1), policy("1", 1))).isTrue();
    }

    @Test
    void anotherSpecDoes() {
        assertThat(retold.accept(policy("1", 2), policy("1", 1))).isTrue();
    }

    @Test
    void nothingElseDoes() {
        assertThat(retold.accept(policy("1", 1), policy("1", 1))).isFalse();
    }

    private static DatabasePortPolicy policy(String uid, long generation) {
        var policy = new DatabasePortPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("shop")
                .withUid(uid)
                .withGeneration(generation)
                .build());
        return policy;
    }
}
