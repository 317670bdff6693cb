package org.agglo.app.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.agglo.app.run.Progress;
import org.agglo.ingest.RowCounts;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.message.MapMessage;

/** The log as JSON, one object a line: when stages begin and end, how many rows they read, what became of each source's. */
final class JsonLog implements Progress.Follower {
    /** Held, as Log4j forgets the settings of loggers that nobody holds. */
    private final Logger logger = LogManager.getLogger("org.agglo.run");

    private final String command;
    private final String study;

    private JsonLog(String command, String study) {
        this.command = command;
        this.study = study;
    }

    /**
     * Has everything that is logged from now on be JSON, and follows a command.
     *
     * @param study the file, or the files, that it is about
     */
    static JsonLog of(String command, String study) {
        Configurator.reconfigure(URI.create("classpath:org/agglo/app/cli/log4j2-json.properties"));
        return new JsonLog(command, study);
    }

    /** Lines that become events of level ERROR. */
    PrintWriter errors() {
        return new PrintWriter(new Lines(line -> log(Level.ERROR, new Event(line, "error"))), true);
    }

    @Override
    public void begins(String stage) {
        log(Level.INFO, new Event(stage + " begins", "begins").with("stage", stage));
    }

    @Override
    public void ends(String stage, double seconds, long rows) {
        log(
                Level.INFO,
                new Event(String.format(Locale.ROOT, "%s ended after %.1f s", stage, seconds), "ends")
                        .with("stage", stage)
                        .with("seconds", seconds)
                        .with("rows", rows));
    }

    @Override
    public void fails(String stage, Exception why) {
        log(Level.ERROR, new Event(stage + " failed", "fails").with("stage", stage));
    }

    @Override
    public void counted(Map<String, RowCounts> sources) {
        sources.forEach((name, rows) -> log(
                Level.INFO,
                new Event("%s: %,d rows, %,d used".formatted(name, rows.in(), rows.used()), "counted")
                        .with("source", name)
                        .with("rows", rows.in())
                        .with("used", rows.used())
                        .with("not_selected", rows.notSelected())
                        .with("set_aside", rows.setAsideTotal())));
    }

    private void log(Level level, Event event) {
        logger.log(level, event.with("command", command).with("study", study));
    }

    /** A sentence with fields. */
    private static final class Event extends MapMessage<Event, Object> {
        private static final long serialVersionUID = 1;
        private final String text;

        Event(String text, String event) {
            this.text = text;
            with("event", event);
        }

        @Override
        public String getFormattedMessage() {
            return text;
        }

        @Override
        public void formatTo(StringBuilder buffer) {
            buffer.append(text);
        }
    }

    private static final class Lines extends Writer {
        private final Consumer<String> to;
        private final StringBuilder line = new StringBuilder();

        Lines(Consumer<String> to) {
            this.to = to;
        }

        @Override
        public void write(char[] text, int from, int length) {
            line.append(text, from, length);
        }

        @Override
        public void flush() {
            String lines = line.toString();
            line.setLength(0);
            lines.lines().filter(one -> !one.isBlank()).forEach(to);
        }

        @Override
        public void close() {
            flush();
        }
    }
}
