package org.agglo.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordScannerTest {
    private static final String[] PIECES = {
        "a",
        "1.5",
        "\"",
        "\"\"",
        "\"x\"",
        ",",
        ",",
        ",",
        "\n",
        "\n",
        "\r\n",
        "\r",
        " ",
        "é",
        "中",
        "\"a,b\"",
        "\"l\nm\"",
        "\0"
    };

    @ParameterizedTest
    @ValueSource(chars = {',', '§'})
    void readsOddTextsAsThePlainParserDoes(char delimiter) throws Exception {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = odd(random, 1 + random.nextInt(25)).replace(',', delimiter);
            int expected = 1 + random.nextInt(3);
            List<String> ours = scan(bytes(text), 3 + random.nextInt(6), StandardCharsets.UTF_8, delimiter, expected);
            assertThat(ours).as(text).containsExactlyElementsOf(PlainParser.parse(text, delimiter, expected));
        }
    }

    @Test
    void callsUndecodableBytesAndLeavesTheOtherRecordsAlone() throws Exception {
        byte[] bytes = "a,b\nMünchen,1\nc,d\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(scan(bytes, 64, StandardCharsets.UTF_8, ',', 2))
                .containsExactly("1|null|[a, b]|a,b", "2|not UTF-8 text|null|M\uFFFDnchen,1", "3|null|[c, d]|c,d");
        assertThat(scan(bytes, 64, StandardCharsets.ISO_8859_1, ',', 2)).contains("2|null|[München, 1]|München,1");
    }

    @Test
    void readsDoubleByteCharactersThatHoldOtherMarks() throws Exception {
        String text = "北京,\"上\"\"海\"\n";
        Charset gbk = Charset.forName("GBK");
        assertThat(scan(text.getBytes(gbk), 4, gbk, ',', 2)).containsExactly("1|null|[北京, 上\"海]|北京,\"上\"\"海\"");
    }

    @Test
    void keepsTheBeginningOfARecordThatIsTooLong() throws Exception {
        String text = "a,b\n" + "x".repeat(5000) + ",1\nc,d\n";
        var window = new Window(new ByteArrayInputStream(bytes(text)), 0, 16, 2048);
        try (var scanner = new RecordScanner(window, StandardCharsets.UTF_8, ',', '"', 2, 1)) {
            assertThat(scanner.next()).isTrue();
            assertThat(scanner.next()).isTrue();
            assertThat(scanner.problem()).isEqualTo("longer than 32 MiB");
            assertThat(scanner.raw().toString()).isEqualTo("x".repeat(1000));
            assertThat(scanner.cell(0)).isNull();
            assertThat(scanner.next()).isTrue();
            assertThat(scanner.line()).isEqualTo(3);
            assertThat(scanner.cell(1)).hasToString("d");
            assertThat(scanner.next()).isFalse();
        }
    }

    /** Chained segments must put the scan where a scan from the beginning would be. */
    @Test
    void segmentsOfAnyLengthGiveTheSameRecordStarts() throws Exception {
        var random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = bytes(odd(random, 1 + random.nextInt(30)));
            int length = 1 + random.nextInt(bytes.length);
            Segment whole = segment(bytes, 0, bytes.length);
            int state = Segment.CELL;
            long lines = 0;
            long last = -1;
            long lastLine = 0;
            for (int at = 0; at < bytes.length; at += length) {
                Segment part = segment(bytes, at, Math.min(length, bytes.length - at));
                Segment.Lane lane = part.lanes().get(state);
                last = lane.last() < 0 ? last : lane.last();
                lastLine = lane.last() < 0 ? lastLine : lines + lane.lastLine();
                lines += part.lines();
                state = lane.end();
            }
            Segment.Lane expected = whole.lanes().get(Segment.CELL);
            assertThat(List.of(lines, last, lastLine, (long) state))
                    .as(new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo(List.of(whole.lines(), expected.last(), expected.lastLine(), (long) expected.end()));
        }
    }

    private static Segment segment(byte[] bytes, int start, int length) throws IOException {
        var in = new ByteArrayInputStream(bytes, start, bytes.length - start);
        return Segment.scan(in, start, length, ',', '"');
    }

    static String odd(Random random, int pieces) {
        var text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static List<String> scan(byte[] bytes, int buffer, Charset charset, char delimiter, int expected)
            throws IOException {
        List<String> records = new ArrayList<>();
        InputStream slow = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(3, length));
            }
        };
        var window = new Window(slow, 0, buffer, 1 << 20);
        try (var scanner = new RecordScanner(window, charset, delimiter, '"', expected, 1)) {
            while (scanner.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; scanner.problem() == null && i < scanner.cells(); i++) {
                    cells.add(scanner.cell(i).toString());
                }
                String raw = scanner.raw().toString();
                records.add(PlainParser.shown(scanner.line(), scanner.problem(), cells, raw));
            }
        }
        return records;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
