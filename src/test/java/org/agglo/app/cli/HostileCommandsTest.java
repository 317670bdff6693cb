package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Study files that mean harm are refused before anything is started, by both commands; so is what would obey a terminal. */
class HostileCommandsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '\0', textBlock = """
            name = tiny           ! include "/etc/passwd"!include
            name = tiny           ! include file("/etc/passwd")!include
            name = tiny           ! include url("http://127.0.0.1:9/x.conf")!include
            name = tiny           ! include classpath("log4j2.properties")!include
            name = tiny           ! name = "../../tmp/x"!becomes the name of a file
            name = tiny           ! name = "/tmp/x"!becomes the name of a file
            name = tiny           ! name = tiny, title = ${AWS_SECRET_KEY}!Could not resolve substitution
            name = tiny           ! name = tiny, title = ${?HOME}${java.home}!Could not resolve substitution
            name = tiny           ! name = tiny, spark.driver.extraJavaOptions = "-javaagent:x.jar"!Unknown key 'spark'
            name = tiny           ! name = tiny, spark.jars = "http://127.0.0.1:9/x.jar"!Unknown key 'spark'
            name = tiny           ! name = tiny, store { catalog = c, properties { io-impl = org.evil.Io } }!store.properties: Unknown key
            name = tiny           ! name = tiny, store { catalog = c, properties { warehouse = "/tmp/x" } }!store.properties: Unknown key
            name = tiny           ! name = tiny, store { catalog = "../c" }!becomes the name of a file
            name = tiny           ! name = tiny, store { namespace = "../c" }!becomes the name of a file
            name = tiny           ! name = tiny, store { folder = "/tmp/x" }!is outside of results/.store
            name = tiny           ! name = tiny, store { folder = store }!is outside of results/.store
            name = tiny           ! name = tiny, store { folder = "results/tiny" }!is outside of results/.store
            name = tiny           ! name = tiny, store { folder = "results/.store/../../conf" }!is outside of results/.store
            name = tiny           ! name = tiny, store { folder = "results/.store2" }!is outside of results/.store
            name = tiny           ! name = tiny, store { folder = "file:///tmp/x" }!is outside of results/.store
            name = tiny           ! name = tiny, store { folder = "hdfs://h/x" }!is outside of results/.store
            data = "DATA"         ! data = "/tmp/x", simulation = "tiny.conf"!is outside of data/
            data = "DATA"         ! data = "data/../conf", simulation = "tiny.conf"!is outside of data/
            data = "DATA"         ! data = "hdfs://h/x", simulation = "tiny.conf"!is outside of data/
            data = "DATA"         ! data = conf, simulation = "tiny.conf"!is outside of data/
            "jobs.csv"            ! "../../etc/passwd"!leaves the data folder
            "jobs.csv"            ! "/etc/passwd"!does not start in the data folder
            "jobs.csv"            ! "file:///etc/passwd"!does not start in the data folder
            main {                ! "../main" {!becomes the name of a file
            main {                ! "a/b" {!becomes the name of a file
            lq {                  ! "../lq" {!A column's name is a letter
            + gdp"                ! + gdp; drop table x"!formula
            + gdp"                ! + `gdp; drop table x`"!formula
            + gdp"                ! + java_method('java.lang.Runtime', 'exec')"!formula
            + gdp"                ! + reflect('java.util.UUID', 'randomUUID')"!formula
            + gdp"                ! + (select max(gdp) from x)"!formula
            measures {            ! derive { x = "java_method('java.lang.System', 'exit', 0)" }, measures {!derive.x
            measures {            ! derive { x = "gdp; drop table x" }, measures {!derive.x
            measures {            ! derive { x = "(select 1)" }, measures {!derive.x
            path = "controls.csv" ! format = jdbc, database { table = t, url = "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://127.0.0.1:9/x.sql'" }!Has the driver load classes
            path = "controls.csv" ! format = jdbc, database { table = t, url = "jdbc:postgresql://h/d?socketFactory=org.evil.F&socketFactoryArg=x" }!Has the driver load classes
            path = "controls.csv" ! format = jdbc, database { table = t, url = "jdbc:mysql://h/d?autoDeserialize=true" }!Has the driver load classes
            path = "controls.csv" ! format = jdbc, database { table = t, url = "jdbc:mysql://h/d?allowLoadLocalInfile=true" }!Has the driver load classes
            path = "controls.csv" ! format = jdbc, database { table = t, url = "jdbc:postgresql://h/d?password=x" }!Holds a login
            path = "controls.csv" ! format = jdbc, database { table = t, url = "jdbc:postgresql://h/d?sslpassword=x" }!Holds a login
            path = "controls.csv" ! format = jdbc, database { table = t, url = "jdbc:sqlserver://h;accessToken=x" }!Holds a login
            path = "controls.csv" ! format = jdbc, database { table = t, url = "jdbc:snowflake://h/?passcode=x" }!Holds a login
            path = "controls.csv" ! format = jdbc, database { table = t, url = "jdbc:x://h/?aws_secret_access_key=x" }!Holds a login
            path = "controls.csv" ! format = jdbc, database { table = t, url = "jdbc:x://h/?private_key_base64=x" }!Holds a login
            path = "controls.csv" ! format = jdbc, database { table = t, url = "jdbc:oracle:thin:scott/tiger@h:1/d" }!Holds a login
            path = "controls.csv" ! format = jdbc, database { table = "t; drop table t", url = "jdbc:h2:mem:x" }!Expected a plain name
            path = "controls.csv" ! format = jdbc, database { query = "select 1; drop table t", url = "jdbc:h2:mem:x" }!Expected one SELECT
            """)
    void aStudyFileCannotReachBeyondTheStudy(String what, String by, String problem) throws IOException {
        String study = new TinyStudy(folder).says(what, by).file().toString();
        StringWriter err = new StringWriter();

        for (String command : List.of("check", "run")) {
            int code = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), command, study);
            assertThat(code).as(err.toString()).isEqualTo(2);
        }

        assertThat(err.toString()).contains(problem).doesNotContain("root:");
        assertThat(names(folder)).containsExactly("data", "tiny.conf");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsPrintedHoldsNothingThatATerminalObeys() throws IOException {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(new Harmless(printed), true);

        out.print("a\u001b[2J\u009b1m\u0007\b\u202ebé→\tc\r\n");
        out.write('\u001b');
        out.flush();

        assertThat(printed).hasToString("a\uFFFD[2J\uFFFD1m\uFFFD\uFFFD\uFFFDbé→\tc\r\n\uFFFD");
    }
}
