package dev.berth.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** What the plain manifests give berth, and what they don't. {@code ChartIT} holds them to the chart. */
class ManifestsTest {
    private Documents manifests = new Documents(List.of());

    @BeforeEach
    void read() throws IOException {
        manifests = Documents.in("deploy/kubernetes");
    }

    @Test
    void noRightIsAWildcard() {
        assertThat(manifests.rules()).hasSizeGreaterThan(10).allSatisfy(rule -> {
            assertThat(rule.toString()).doesNotContain("*");
            assertThat(rule.has("nonResourceURLs")).isFalse();
        });
    }

    @Test
    void secretsAreReachedByTheirNamesAlone() {
        assertThat(manifests.rules())
                .filteredOn(rule -> Documents.texts(rule.path("resources")).contains("secrets"))
                .isNotEmpty()
                .allSatisfy(rule ->
                        assertThat(Documents.texts(rule.path("verbs"))).containsExactlyInAnyOrder("get", "patch"));
    }

    @Test
    void noRightLeadsToOtherRights() {
        assertThat(manifests.rules()).allSatisfy(rule -> {
            assertThat(Documents.texts(rule.path("verbs"))).doesNotContain("bind", "escalate", "impersonate");
            assertThat(Documents.texts(rule.path("resources")))
                    .doesNotContain("roles", "clusterroles", "serviceaccounts/token", "pods/exec", "nodes/proxy");
        });
    }

    @Test
    void twoPodsAreSpreadAndOneOfThemStays() {
        var deployment = manifests.only("Deployment").path("spec");

        assertThat(deployment.path("replicas").asInt()).isEqualTo(2);
        assertThat(pod().path("topologySpreadConstraints"))
                .extracting(constraint -> constraint.path("topologyKey").asText())
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
        assertThat(manifests
                        .only("PodDisruptionBudget")
                        .at("/spec/minAvailable")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void whatSelectsThePodsSelectsThem() {
        var labels = manifests.only("Deployment").at("/spec/template/metadata/labels");

        assertThat(Stream.of(
                        manifests.only("Deployment").at("/spec/selector/matchLabels"),
                        manifests.only("PodDisruptionBudget").at("/spec/selector/matchLabels"),
                        manifests.only("Service").at("/spec/selector"),
                        pod().at("/topologySpreadConstraints/0/labelSelector/matchLabels")))
                .allSatisfy(selector -> assertThat(labels.properties()).containsAll(selector.properties()));
    }

    @Test
    void itsOwnServiceTakesNoProtectedPort() {
        assertThat(manifests.only("Service").at("/spec/ports"))
                .allSatisfy(port -> assertThat(port.path("port").asInt()).isLessThan(7000));
    }

    @Test
    void itIsAskedForItsHealthWhereTheDaemonAnswers() throws IOException {
        var page = Files.readString(Path.of("docs/daemon.md"));

        assertThat(Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                        .map(probe ->
                                container().path(probe).at("/httpGet/path").asText()))
                .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready")
                .allSatisfy(path -> assertThat(page).contains("| `" + path + "` |"));
    }

    @Test
    void itsNamespaceAdmitsOnlyRestrictedPods() {
        assertThat(manifests
                        .only("Namespace")
                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asText())
                .isEqualTo("restricted");
    }

    @Test
    void itsRootIsReadOnlyAndItHasAPlaceForWhatPasses() {
        assertThat(container().at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container().at("/volumeMounts/0/mountPath").asText()).isEqualTo("/tmp");
        assertThat(pod().at("/volumes/0/emptyDir").isObject()).isTrue();
    }

    /** An operator's start is not to take the processor that its optimising compiler would. */
    @Test
    void itStartsAsTheImageDoesButForTheCompiler() throws Exception {
        var command = Documents.texts(container().path("command"));

        assertThat(command)
                .filteredOn(word -> !word.equals("-XX:TieredStopAtLevel=1"))
                .hasSize(command.size() - 1)
                .isEqualTo(entrypoint());
    }

    /** The image's, as Jib is told. */
    private static List<String> entrypoint() throws Exception {
        var project = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("pom.xml"));
        var words = (NodeList) XPathFactory.newInstance()
                .newXPath()
                .evaluate("//container/entrypoint/argument", project, XPathConstants.NODESET);
        return IntStream.range(0, words.getLength())
                .mapToObj(at -> words.item(at).getTextContent())
                .toList();
    }

    private JsonNode pod() {
        return manifests.only("Deployment").at("/spec/template/spec");
    }

    private JsonNode container() {
        return pod().at("/containers/0");
    }
}
