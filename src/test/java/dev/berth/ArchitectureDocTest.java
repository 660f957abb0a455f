package dev.berth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureDocTest {
    private static final Path DOC = Path.of("docs/architecture.md");

    @Test
    void theTableInTheDocumentIsTheOneThatTheTestsHold() throws IOException {
        assertThat(documented()).isEqualTo(PackageTable.ROWS);
    }

    private static List<PackageTable.Row> documented() throws IOException {
        return Files.readAllLines(DOC).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .map(cells -> new PackageTable.Row(words(cells[1].replace("`", "")), words(cells[3])))
                .toList();
    }

    private static List<String> words(String cell) {
        return cell.isBlank() || cell.strip().equals("–")
                ? List.of()
                : Arrays.stream(cell.split(",")).map(String::strip).toList();
    }
}
