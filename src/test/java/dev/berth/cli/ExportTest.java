package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.plan.Decision.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {
    private static final Object MANIFEST = Map.of("kind", "NetworkPolicy");

    private final Desk desk = new Desk();

    @Test
    void manifestsGoToStdoutOneAfterTheOtherAndNotesToStderr() {
        desk.exporting = new Workplace.Exporting.Manifests(
                List.of(MANIFEST, MANIFEST), List.of("client batch names no workload"));

        var ran = desk.bare("export", "--network-policy", "dev/shop");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo("kind: NetworkPolicy\n---\nkind: NetworkPolicy\n");
        assertThat(ran.err()).isEqualTo("note: client batch names no workload\n");
        assertThat(desk.exported).isEqualTo("dev/shop berth-system");
    }

    @Test
    void asJsonTheyAreOneList() {
        desk.exporting = new Workplace.Exporting.Manifests(List.of(MANIFEST), List.of());

        var ran = desk.bare("export", "--network-policy", "dev/shop", "--berth-namespace", "operators", "-o", "json");

        assertThat(ran.out().replaceAll("\\s", ""))
                .isEqualTo("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{\"kind\":\"NetworkPolicy\"}]}");
        assertThat(desk.exported).isEqualTo("dev/shop operators");
    }

    @Test
    void whatServicesAreToSayIsPrintedForPeopleToCommit() {
        desk.exporting = new Workplace.Exporting.Manifests(List.of(Map.of("kind", "Service")), List.of());

        var ran = desk.bare("export", "--services", "dev/shop", "-o", "yaml");

        assertThat(ran.out()).isEqualTo("kind: Service\n");
        assertThat(desk.exported).isEqualTo("services of dev/shop");
    }

    @Test
    void oneThingIsExportedAtATime() {
        assertThat(desk.bare("export").code()).isEqualTo(2);
        assertThat(desk.bare("export", "--services", "dev/shop", "--network-policy", "dev/shop")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void whatIsNotThereIsRefused() {
        desk.exporting = new Workplace.Exporting.Unable(new Refusal("web", "there is no Deployment/web", "make it"));

        var ran = desk.bare("export", "--network-policy", "dev/shop");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("web: there is no Deployment/web — make it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--network-policy", "--services"})
    void whatNobodyForesawIsADocumentToo(String option) {
        desk.exportFailure = Optional.of(new IllegalStateException("planted"));

        var ran = desk.bare("export", option, "dev/shop", "-o", "json");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).isEqualTo("unexpected error: java.lang.IllegalStateException: planted\n");
        assertThat(ran.document().path("state").asText()).isEqualTo("unexpected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "dev/", "/shop", "dev/shop/main"})
    void whatNamesNoPolicyIsWrongUsage(String subject) {
        var ran = desk.bare("export", "--network-policy", subject);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--network-policy " + subject + " is no NAMESPACE/POLICY");
        assertThat(desk.bare("export", "--services", subject).err())
                .contains("--services " + subject + " is no NAMESPACE/POLICY");
    }
}
