package dev.berth.report;

import dev.berth.backup.Manifest;
import dev.berth.backup.StoredFile;
import java.util.LinkedHashMap;
import java.util.Map;

/** Backups with all that their manifests say, for whoever must compare them. */
final class BackupEvidence {
    private BackupEvidence() {}

    static Map<String, Object> whole(Manifest manifest) {
        var document = new LinkedHashMap<>(BackupReport.document(manifest));
        document.put("files", manifest.files().map(BackupEvidence::file).toList());
        document.put("schema", manifest.contents().schema());
        document.put("tables", manifest.contents().tables());
        document.put("notCompared", manifest.contents().unread());
        return document;
    }

    private static Map<String, Object> file(StoredFile file) {
        var key = file.key().orElse("");
        return Document.of("name", file.name(), "bytes", file.bytes(), "sha256", file.sha256(), "key", key);
    }
}
