package dev.berth.adapter.docker;

import dev.berth.engine.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The files of one container, running or not, as tar streams (Engine API, “Get an archive of a filesystem resource”).
 *
 * <p>The engine keeps modes, owners by their numbers, times and links; it leaves out sockets and most extended
 * attributes.
 */
record ContainerFiles(DockerApi api, String container, Patience patience) {
    private static final int OWNER_AND_GROUP = 0100640;

    /** Hands all that lies in a folder to whoever reads it; names begin at the folder. */
    void read(String folder, Streams.Reader reader) throws IOException {
        try {
            api.read(path(folder + "/."), patience.liveness(), reader);
        } catch (Unanswered e) {
            throw new IOException(e.words(), e);
        }
    }

    /** Lays what a tar stream holds into a folder that is there. */
    void write(String folder, InputStream tar) throws IOException {
        try {
            api.write(path(folder), patience.liveness(), tar);
        } catch (Unanswered e) {
            throw new IOException(e.words(), e);
        }
    }

    /**
     * Lays one file into a folder that is there, for whoever owns the folder.
     *
     * @param length how much of it comes, in bytes
     */
    void write(String folder, String file, long length, InputStream content) throws IOException {
        var owner = owner(folder);
        var entry = new TarArchiveEntry(file);
        entry.setMode(OWNER_AND_GROUP);
        entry.setIds((int) owner.getLongUserId(), (int) owner.getLongGroupId());
        entry.setSize(length);
        try (var pipe = new Piped("archive", out -> {
            try (var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
                tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                tar.putArchiveEntry(entry);
                content.transferTo(tar);
                tar.closeArchiveEntry();
            }
        })) {
            write(folder, pipe);
        }
    }

    private TarArchiveEntry owner(String folder) throws IOException {
        var first = new TarArchiveEntry[1];
        read(folder, body -> first[0] = new TarArchiveInputStream(body).getNextEntry());
        if (first[0] == null) {
            throw new IOException("there is no folder " + folder + " in the container");
        }
        return first[0];
    }

    private String path(String folder) {
        return "/containers/" + container + "/archive?path=" + URLEncoder.encode(folder, StandardCharsets.UTF_8);
    }
}
