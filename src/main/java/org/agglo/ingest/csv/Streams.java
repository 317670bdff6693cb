package org.agglo.ingest.csv;

import com.github.luben.zstd.ZstdInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agglo.spark.DataException;
import org.agglo.spark.FirstLine;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.util.ReflectionUtils;

/** Opens files: decompressed, past the byte-order mark, in bytes that the scanner can work on. */
final class Streams {
    private static final int PEEK = 8;
    /** Codecs of our own: Hadoop's for zstd wants a native library, it has none for zip, and its gzip takes no padding. */
    private static final String GZIP = "gzip";

    private static final String ZSTD = "zstd";

    private static final String ZIP = "zip";

    private final Configuration hadoop;

    Streams(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /** How the file is packed: ours or the class name of Hadoop's codec, or null for plain bytes; refuses what is no text. */
    String codec(CsvInput file) throws IOException {
        byte[] first = first(file, null);
        String text = new String(first, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u001f\u008b")) {
            return GZIP;
        }
        if (text.startsWith("BZh")) {
            return BZip2Codec.class.getName();
        }
        if (text.startsWith("PAR1")) {
            throw new DataException(
                    file.path() + " is a Parquet file, not CSV. Say format = parquet, or give the CSV file.");
        }
        if (text.startsWith("ORC")) {
            throw new DataException(file.path() + " is an ORC file, not CSV. Say format = orc, or give the CSV file.");
        }
        if (text.startsWith("(\u00b5/\u00fd")) {
            return ZSTD;
        }
        if (text.startsWith(SingleZip.MARK)) {
            try (FSDataInputStream in = stored(file)) {
                SingleZip.require(file, in);
            }
            return ZIP;
        }
        if (text.startsWith("\u00fd7zXZ")) {
            throw new DataException(file.path() + " is an xz archive. Unpack it, or pack it as gzip or zstd.");
        }
        for (String ending : List.of(".zst", ".zip")) {
            if (file.path().endsWith(ending)) {
                throw misnamed(file, ending);
            }
        }
        CompressionCodec named = new CompressionCodecFactory(hadoop).getCodec(new Path(file.location()));
        if (named == null) {
            return null;
        }
        String codec = named.getClass().getName();
        if (named instanceof GzipCodec || named instanceof BZip2Codec) {
            throw misnamed(file, named.getDefaultExtension());
        }
        return codec;
    }

    private static DataException misnamed(CsvInput file, String ending) {
        return new DataException("%s is named as a packed file (%s) but is not one. Rename it, or copy it again."
                .formatted(file.path(), ending));
    }

    /** The first bytes after decompression. */
    byte[] first(CsvInput file, String codec) throws IOException {
        try (InputStream in = decompressed(file, codec)) {
            return in.readNBytes(PEEK);
        }
    }

    /** The bytes that the scanner sees from an offset in them on. */
    InputStream open(CsvInput file, String codec, Encoding encoding, long offset) throws IOException {
        InputStream in = decompressed(file, codec);
        try {
            if (encoding.direct()) {
                skip(in, encoding.mark() + offset);
                return in;
            }
            skip(in, encoding.mark());
            var text = new Utf8Stream(in, Charset.forName(encoding.charset()));
            skip(text, offset);
            return text;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static void skip(InputStream in, long bytes) throws IOException {
        if (in instanceof FSDataInputStream seekable) {
            seekable.seek(bytes);
        } else {
            in.skipNBytes(bytes);
        }
    }

    private InputStream decompressed(CsvInput file, String codec) throws IOException {
        FSDataInputStream in = stored(file);
        if (codec == null) {
            return in;
        }
        try {
            if (codec.equals(GZIP)) {
                return new Gunzip(in);
            }
            if (codec.equals(ZSTD)) {
                return new ZstdInputStream(in);
            }
            if (codec.equals(ZIP)) {
                return SingleZip.open(file, in);
            }
            var unpacker = (CompressionCodec) ReflectionUtils.newInstance(hadoop.getClassByName(codec), hadoop);
            return unpacker.createInputStream(in);
        } catch (ClassNotFoundException e) {
            in.close();
            throw new IOException("no codec " + codec, e);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private FSDataInputStream stored(CsvInput file) throws IOException {
        Path path = new Path(file.location());
        return path.getFileSystem(hadoop).open(path);
    }

    /** What a failed read means to whoever has the file. */
    static DataException unreadable(String path, long line, IOException cause) {
        if (cause instanceof FileNotFoundException) {
            return new DataException(path + " is no longer there. Was it moved during the run?", cause);
        }
        if (line > 1 && Gunzip.NO_GZIP.equals(cause.getMessage())) {
            return new DataException(
                    "%s: behind the packed data, after line %d, stand bytes that are no gzip. Cut them off, or copy it again."
                            .formatted(path, line),
                    cause);
        }
        return new DataException(
                "%s cannot be read after line %d: %s. Is the file cut off or still being copied? Copy it again."
                        .formatted(path, line, FirstLine.of(cause)),
                cause);
    }
}
