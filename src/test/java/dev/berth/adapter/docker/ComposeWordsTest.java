package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.ComposeModel.ServicePort;
import org.junit.jupiter.api.Test;

class ComposeWordsTest {
    private static final String MODEL = """
            {'name': 'p', 'x-top': 'PORT', 'services': {
               'b': {'x-own': 'PORT', 'labels': {'x-mine': 'LABEL'}, 'image': 'i', 'ports': [
                 {'mode': 'ingress', 'target': 5432, 'published': 'PORT', 'protocol': 'tcp'},
                 {'mode': 'ingress', 'target': 80, 'published': '6000', 'protocol': 'tcp'}]},
               'a': {'image': 'i', 'ports': [
                 {'mode': 'ingress', 'host_ip': '127.0.0.1', 'target': 1, 'published': '2', 'protocol': 'udp'},
                 {'mode': 'ingress', 'target': 3, 'protocol': 'tcp'}]}}}
            """;

    private static String rest(String model) {
        return RenderedModel.read(Fixtures.json(model)).rest();
    }

    @Test
    void publishedPortsOfAllServicesAreReadInOrder() {
        assertThat(RenderedModel.read(Fixtures.json(MODEL.replace("PORT", "5432")))
                        .ports())
                .containsExactly(
                        new ServicePort("a", 1, "127.0.0.1", "2", "udp"),
                        new ServicePort("b", 5432, "", "5432", "tcp"),
                        new ServicePort("b", 80, "", "6000", "tcp"));
    }

    @Test
    void theRestDoesNotDependOnPublishedPortsNorOnExtensions() {
        assertThat(rest(MODEL.replace("PORT", "7000"))).isEqualTo(rest(MODEL.replace("PORT", "5432")));
    }

    @Test
    void theRestDependsOnEverythingElse() {
        assertThat(rest(MODEL.replace("'host_ip': '127.0.0.1', ", ""))).isNotEqualTo(rest(MODEL));
        assertThat(rest(MODEL.replace("'target': 80", "'target': 81"))).isNotEqualTo(rest(MODEL));
        assertThat(rest(MODEL.replace("LABEL", "other"))).isNotEqualTo(rest(MODEL));
    }

    @Test
    void aQuotedLineOfAnEnvFileIsLeftOut() {
        assertThat(Discretion.of("failed to read /p/.env: line 2: unterminated quoted value \"hunter2"))
                .contains("/p/.env: line 2")
                .doesNotContain("hunter2");
        assertThat(Discretion.of("line 3: unexpected character \"!\" in variable name near \"PASS!=hunter2\\n\""))
                .contains("line 3")
                .doesNotContain("hunter2");
        assertThat(Discretion.of("invalid interpolation format for services.db.environment.P: \"hunter2$\". You may"))
                .contains("services.db.environment.P")
                .doesNotContain("hunter2");
    }

    @Test
    void warningsAreLeftOut() {
        assertThat(Discretion.of("time=\"x\" level=warning msg=\"The B variable is not set\"\nno such file"))
                .isEqualTo("no such file");
    }
}
