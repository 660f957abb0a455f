package dev.berth.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.backup.Room.Need;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTest {
    private static final long MIB = 1 << 20;

    @Test
    void whatFitsIsNotTight() {
        assertThat(Room.tight(List.of(need("the backup", "a", 10, 10)))).isEmpty();
    }

    @Test
    void bothFiguresAreTold() {
        assertThat(Room.tight(List.of(need("the backup", "a", 10, 9))))
                .contains("the backup may need 10 MiB, and 9.0 MiB are free");
    }

    @Test
    void whatLiesOnOneFileSystemMustFitTogether() {
        var needs = List.of(need("the backup", "a", 6, 10), need("the restored copy", "a", 6, 10));

        assertThat(Room.tight(needs)).contains("the backup and the restored copy may need 12 MiB, and 10 MiB are free");
    }

    @Test
    void fileSystemsHaveRoomEachOfItsOwn() {
        var needs = List.of(need("the backup", "a", 6, 10), need("the restored copy", "b", 6, 10));

        assertThat(Room.tight(needs)).isEmpty();
    }

    private static Need need(String place, String system, long wanted, long free) {
        return new Need(new Room(place, system, free * MIB), wanted * MIB);
    }
}
