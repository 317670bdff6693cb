package org.agglo.ingest.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.agglo.spark.DataException;
import org.agglo.spark.HeaderException;

/** Reads a file's first record and finds the wanted columns in it. */
final class Header {
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    private final CsvInput file;
    private final char delimiter;
    private final char quote;
    private final List<String> names = new ArrayList<>();
    private String codec;
    private Encoding encoding;
    private long dataOffset;
    private long dataLine;
    private boolean hasRecords;

    private Header(CsvInput file, char delimiter, char quote) {
        this.file = file;
        this.delimiter = delimiter;
        this.quote = quote;
    }

    /**
     * The file's header.
     *
     * @throws DataException if it is empty, or packed in a way we do not know
     */
    static Header of(Streams streams, CsvInput file, char delimiter, char quote, String declared) {
        var header = new Header(file, delimiter, quote);
        try {
            header.read(streams, declared);
        } catch (IOException e) {
            throw Streams.unreadable(file.path(), 0, e);
        }
        return header;
    }

    /**
     * The header with columns under the names they have in other files.
     *
     * @param aliases a name to others of the same column; a file has one of them
     * @throws DataException if it has two of them
     */
    Header renamed(Map<String, List<String>> aliases) {
        aliases.forEach((name, others) -> {
            List<String> there = Stream.concat(Stream.of(name), others.stream())
                    .filter(names::contains)
                    .toList();
            if (there.size() > 1) {
                throw new DataException(
                        "%s has both %s, which the study takes for one column. Leave one out of aliases, or of the file."
                                .formatted(file.path(), String.join(" and ", there)));
            }
            names.replaceAll(header -> there.contains(header) ? name : header);
        });
        return this;
    }

    /** The names over the columns. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** So many of the file's first lines, its header being none. */
    static List<String> firstLines(Streams streams, CsvInput file, String declared, int count) {
        List<String> lines = new ArrayList<>();
        try {
            String codec = streams.codec(file);
            Encoding encoding = Encoding.of(streams.first(file, codec), declared, '\n');
            var in = streams.open(file, codec, encoding, 0);
            try (var scanner = new RecordScanner(in, encoding.scanned(), '\n', CsvReader.NO_QUOTE, 1, 0, 1)) {
                while (lines.size() < count && scanner.next()) {
                    lines.add(scanner.raw().toString());
                }
            }
            return lines;
        } catch (IOException e) {
            throw Streams.unreadable(file.path(), lines.size(), e);
        }
    }

    private void read(Streams streams, String declared) throws IOException {
        if (file.bytes() == 0) {
            throw new DataException(file.path() + " is an empty file. Give it a header, or take it away.");
        }
        codec = streams.codec(file);
        encoding = Encoding.of(streams.first(file, codec), declared, delimiter);
        var in = streams.open(file, codec, encoding, 0);
        try (var scanner = new RecordScanner(in, encoding.scanned(), delimiter, quote, 0, 0, 1)) {
            if (!scanner.next()) {
                throw new DataException(file.path() + " holds nothing but blank lines. Give it a header.");
            }
            if (CsvReader.isLines(delimiter)) {
                names.add(CsvReader.LINE);
                dataLine = 1;
                hasRecords = true;
            } else {
                take(scanner);
                hasRecords = scanner.next();
            }
        }
    }

    private void take(RecordScanner scanner) {
        if (scanner.problem() != null) {
            throw new DataException("%s, line %d: the header cannot be read: %s. Is encoding = \"%s\" right?"
                    .formatted(file.path(), scanner.line(), scanner.problem(), encoding.charset()));
        }
        for (int i = 0; i < scanner.cells(); i++) {
            names.add(scanner.cell(i).toString().strip());
        }
        dataOffset = scanner.nextOffset();
        dataLine = scanner.nextLine();
    }

    /**
     * The file, ready to be read.
     *
     * @param optional those of the wanted columns that it may lack
     * @throws DataException if it lacks another, or has one twice
     */
    CsvFile find(List<String> wanted, Set<String> optional) {
        List<Integer> places = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : wanted) {
            int place = names.contains(name) || file.folders().containsKey(name) ? names.indexOf(name) : alike(name);
            if (names.contains(name) && place != names.lastIndexOf(name)) {
                throw new DataException("%s has two columns called %s. Rename one.".formatted(file.path(), name));
            }
            if (place < 0 && !file.folders().containsKey(name) && !optional.contains(name)) {
                missing.add(name);
            }
            places.add(place);
            folders.add(place < 0 ? file.folders().get(name) : null);
        }
        if (!missing.isEmpty()) {
            throw new HeaderException(
                    "%s has no column %s; its header has %s. %s"
                            .formatted(file.path(), String.join(", ", missing), shown(), otherDelimiter()),
                    names,
                    missing);
        }
        return new CsvFile(
                file,
                codec,
                encoding,
                delimiter,
                quote,
                names.size(),
                places,
                folders,
                dataOffset,
                dataLine,
                hasRecords);
    }

    /** The only header that differs in capitals alone, as vintages of one publication do; −1 if there is none. */
    private int alike(String name) {
        List<String> found =
                names.stream().filter(each -> each.equalsIgnoreCase(name)).toList();
        return found.size() == 1 ? names.indexOf(found.get(0)) : -1;
    }

    private String shown() {
        int most = 30;
        String some = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() > most ? "%s and %d more".formatted(some, names.size() - most) : some;
    }

    private String otherDelimiter() {
        String first = names.get(0);
        for (char other : DELIMITERS) {
            if (names.size() == 1 && other != delimiter && first.indexOf(other) >= 0) {
                return "Is delimiter = \"%s\" meant?".formatted(other == '\t' ? "\\t" : String.valueOf(other));
            }
        }
        return "Mend the header, or say in the study which of these is meant, with from = \"…\".";
    }
}
