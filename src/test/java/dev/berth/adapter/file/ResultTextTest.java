package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTextTest {
    @Test
    void aResultIsJson() {
        assertThat(ResultText.json(Map.of("ports", List.of(7000))).lines())
                .containsExactly("{", "  \"ports\" : [ 7000 ]", "}");
    }

    @Test
    void aResultIsYamlInItsOwnOrder() {
        var document = new LinkedHashMap<String, Object>();
        document.put("policy", "no");
        document.put("port", 7000);

        assertThat(ResultText.yaml(document)).isEqualTo("policy: 'no'\nport: 7000\n");
    }

    @Test
    void aListThatStandsTwiceIsWrittenTwice() {
        var document = new LinkedHashMap<String, Object>();
        document.put("databases", List.of());
        document.put("missing", List.of());

        assertThat(ResultText.yaml(document)).isEqualTo("databases: []\nmissing: []\n");
    }

    @Test
    void whatIsNoPlainValueIsABug() {
        assertThatThrownBy(() -> ResultText.json(new Object())).isInstanceOf(IllegalArgumentException.class);
    }
}
