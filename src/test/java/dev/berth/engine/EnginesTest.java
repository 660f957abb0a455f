package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.berth.policy.EngineKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnginesTest {
    @Test
    void timescaleIsSpokenToAsPostgres() {
        assertThat(Engines.supported().of(EngineKind.TIMESCALEDB)).containsInstanceOf(PostgresEngine.class);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindHasAnEngine(EngineKind kind) {
        assertThat(Engines.supported().of(kind)).isPresent();
    }

    /** Whoever adds an engine has it pass the kit. */
    @Test
    void everyKindPassesTheTestKit() {
        var kits = new ClassFileImporter()
                .importPackagesOf(EngineContract.class).stream()
                        .filter(each -> each.isAssignableTo(EngineContract.class) && !each.isInterface())
                        .map(EnginesTest::kit)
                        .toList();

        assertThat(kits).extracting(EngineContract::kind).contains(EngineKind.values());
    }

    @Test
    void aKindWithoutAnEngineIsRefusedWithThoseThatHaveOne() {
        var engines = new Engines(Map.of(EngineKind.REDIS, new RedisEngine(), EngineKind.TCP, new TcpEngine()));

        assertThat(engines.of(EngineKind.QDRANT)).isEmpty();
        assertThat(engines.refusal(EngineKind.QDRANT))
                .isEqualTo("Qdrant is not supported by this version of berth; supported are Redis, TCP");
    }

    private static EngineContract kit(JavaClass found) {
        try {
            return (EngineContract) found.reflect().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(found.getName(), e);
        }
    }
}
