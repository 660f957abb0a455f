package dev.berth.app;

import dev.berth.adapter.net.GuardDuty;

/** The entry point of the guard that berth posts beside a paused pooler; no command of anybody's. */
final class GuardMain {
    private GuardMain() {}

    public static void main(String[] words) throws Exception {
        GuardDuty.stand(System.in, System.out);
    }
}
