package org.agglo.app.cli;

/** What the process exits with, so that schedulers know whether trying again can help. */
final class ExitCodes {
    static final int DONE = 0;
    static final int OTHER = 1;
    static final int STUDY = 2;
    static final int DATA = 3;
    static final int NOT_ESTIMABLE = 4;
    static final int DIFFERENT = 5;

    private ExitCodes() {}
}
