package dev.berth.adapter.docker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An engine on loopback that throws away what its program did not read, and closes. */
@Timeout(20)
class AttachedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final byte[] SAID = {1, 0, 0, 0, 0, 0, 0, 2, 'o', 'k'};

    @Test
    void aProgramThatLeavesInputUnreadHasEndedAndNoMore() throws Exception {
        var out = new ByteArrayOutputStream();

        talk(new ByteArrayInputStream(new byte[300_000]), out);

        assertThat(out.toString(US_ASCII)).isEqualTo("ok");
    }

    @Test
    void aConnectionThatIsLostWhileNothingWasSentIsAFailure() {
        assertThatThrownBy(() -> talk(InputStream.nullInputStream(), new ByteArrayOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void whoHasHeardTheEndAlreadyNeedNotBeToldOfMoreInput() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var engine = CompletableFuture.runAsync(() -> serve(listener));
            var attached = Attached.by(inClear(listener), "/exec/1/start", new byte[0]);
            attached.send(new ByteArrayInputStream("secret\n".getBytes(US_ASCII)));
            attached.close();

            assertThatCode(() -> attached.send(InputStream.nullInputStream())).doesNotThrowAnyException();
            engine.get(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
        }
    }

    private static void talk(InputStream input, OutputStream out) throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var engine = CompletableFuture.runAsync(() -> serve(listener));
            try (var attached = Attached.by(inClear(listener), "/exec/1/start", new byte[0])) {
                attached.send(new SequenceInputStream(new ByteArrayInputStream("secret\n".getBytes(US_ASCII)), input));
                engine.get(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
                attached.receive(out, OutputStream.nullOutputStream());
            }
        }
    }

    private static Duplex inClear(ServerSocket listener) throws IOException {
        return Duplex.to(URI.create("tcp://127.0.0.1:" + listener.getLocalPort()), Optional.empty());
    }

    private static void serve(ServerSocket listener) {
        try (Socket client = listener.accept()) {
            var in = client.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            client.getOutputStream().write("HTTP/1.1 101 UPGRADED\r\n\r\n".getBytes(US_ASCII));
            client.getOutputStream().write(SAID);
            while (in.available() == 0) {
                Thread.onSpinWait();
            }
            // Closed with what is unread, and at once.
            client.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
