package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineCertificatesTest {
    private static final Map<String, String> ASKED = Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/certs");

    @Test
    void aVariableThatIsEmptyAsksForNothing() throws Unanswered {
        var certificates = EngineCertificates.of(Map.of("DOCKER_TLS_VERIFY", "", "DOCKER_CERT_PATH", "/certs"));

        assertThat(certificates.wanted()).isFalse();
        assertThat(DockerHost.of("tcp://10.0.0.9", certificates).uri()).hasPort(2375);
    }

    @Test
    void byTlsThePortIsAnother() throws Unanswered {
        assertThat(DockerHost.of("tcp://10.0.0.9", EngineCertificates.of(ASKED)).uri())
                .hasPort(2376);
    }

    @Test
    void aUnixSocketNeedsNone() throws Unanswered {
        assertThat(DockerHost.of("unix:///var/run/docker.sock", EngineCertificates.of(ASKED))
                        .tls())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DOCKER_CONFIG,/etc/docker-of-berth,/etc/docker-of-berth/ca.pem",
        "HOME,/home/ann,/home/ann/.docker/ca.pem"
    })
    void withoutAFolderTheyLieWhereDockersOwnCommandLooks(String variable, String value, String file) {
        var certificates = EngineCertificates.of(Map.of("DOCKER_TLS_VERIFY", "1", variable, value));

        assertThat(catchThrowableOfType(Unanswered.class, certificates::context).words())
                .startsWith("DOCKER_TLS_VERIFY asks for TLS, and " + file + " can't be read — set DOCKER_TLS_VERIFY=1");
    }

    @Test
    void whatIsNoCertificateIsToldSo(@TempDir Path folder) throws IOException {
        for (var file : new String[] {"ca.pem", "cert.pem", "key.pem"}) {
            Files.writeString(folder.resolve(file), "nothing\n");
        }
        var certificates =
                EngineCertificates.of(Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", folder.toString()));

        assertThat(catchThrowableOfType(Unanswered.class, certificates::context).words())
                .startsWith("the certificates in " + folder + " can't be used: ");
    }

    @Test
    void whyTheyDoNotGoTogetherIsSaid() {
        assertThat(why(new SSLHandshakeException("PKIX path building failed: unable to find valid certification path")))
                .isEqualTo("the certificate of Docker at tcp://db:2376 is not signed by /certs/ca.pem — give the ca.pem"
                        + " that signed it, or another DOCKER_CERT_PATH");
        assertThat(why(new SSLHandshakeException("Received fatal alert: certificate_required")))
                .startsWith(
                        "Docker at tcp://db:2376 does not take /certs/cert.pem: Received fatal alert: certificate_");
        assertThat(why(new SSLPeerUnverifiedException("Certificate for <db> doesn't match")))
                .startsWith("the certificate of Docker at tcp://db:2376 is for another host: ");
        assertThat(why(new SSLException("Unsupported or unrecognized SSL message")))
                .startsWith("Docker at tcp://db:2376 speaks no TLS — ");
        assertThat(why(new SSLException("Tag mismatch")))
                .startsWith("Docker can't be reached at tcp://db:2376 by TLS: Tag mismatch — ");
    }

    @Test
    void anEngineThatHangsUpMayNotKnowWhoSpeaks() throws Unanswered {
        var host = DockerHost.of("tcp://db:2376", EngineCertificates.of(ASKED));

        assertThat(host.explain(new SocketException("Broken pipe")).words())
                .startsWith("Docker at tcp://db:2376 hung up on /certs/cert.pem: Broken pipe — ")
                .endsWith("(its --tlscacert)");
    }

    private static String why(SSLException failure) {
        return EngineCertificates.of(ASKED).explain("tcp://db:2376", failure).words();
    }
}
