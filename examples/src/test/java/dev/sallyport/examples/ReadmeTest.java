package dev.sallyport.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's snippets are compiled and run as they stand there. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void the_first_snippet_compiles_and_prints_what_the_readme_says() throws Exception {
        String readme = Files.readString(README);
        Matcher snippets = JAVA.matcher(readme);
        assertThat(snippets.find()).as("a Java snippet in the README").isTrue();
        String printed = run("FirstSteps", snippets.group(1));
        Matcher output = Pattern.compile("It prints:\\s*```text\\n(.*?)```", Pattern.DOTALL)
                .matcher(readme);
        assertThat(output.find()).as("the snippet's output in the README").isTrue();
        assertThat(printed.strip()).isEqualTo(output.group(1).strip());
    }

    @Test
    void every_other_snippet_compiles() throws Exception {
        List<String> snippets = new ArrayList<>();
        Matcher matcher = JAVA.matcher(Files.readString(README));
        while (matcher.find()) {
            snippets.add(matcher.group(1));
        }
        assertThat(snippets).hasSizeGreaterThan(1);
        for (String snippet : snippets.subList(1, snippets.size())) {
            Matcher name = Pattern.compile("class (\\w+)").matcher(snippet);
            assertThat(name.find()).as("a snippet is a whole class").isTrue();
            compile(name.group(1), snippet);
        }
    }

    private String run(String name, String source) throws IOException, InterruptedException {
        compile(name, source);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-cp", classPath(), name)
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    private void compile(String name, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", classPath(), "-d", folder.toString(), file.toString());
        assertThat(status).as("javac " + name).isZero();
    }

    private String classPath() {
        return folder + System.getProperty("path.separator") + System.getProperty("java.class.path");
    }
}
