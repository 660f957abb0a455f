package dev.berth.engine;

import java.util.List;

/** What an engine said of its clients' sessions. */
public sealed interface Sessions {
    /** It told who is in the middle of something, without berth's own. */
    sealed interface Told extends Sessions {
        List<Session> busy();
    }

    /** All of them. */
    record Listed(List<Session> sessions) implements Told {
        public Listed {
            sessions = List.copyOf(sessions);
        }

        @Override
        public List<Session> busy() {
            return sessions.stream().filter(Session::busy).toList();
        }

        public boolean settled() {
            return sessions.stream().noneMatch(Session::fresh);
        }
    }

    /** The busy ones alone; who else is connected it does not tell. */
    record Working(List<Session> busy) implements Told {
        public Working {
            busy = List.copyOf(busy);
        }
    }

    /** It can't tell, however often it is asked, and why; that is not to say that there are none. */
    record Untold(String reason) implements Sessions {}

    /** It did not answer this time. */
    record Silent(String reason) implements Sessions {}
}
