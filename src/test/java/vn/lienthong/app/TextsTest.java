package vn.lienthong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TextsTest {
  private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");

  @Test
  void both_languages_have_the_same_sentences() throws IOException {
    assertThat(read("vi").stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(read("en").stringPropertyNames());
  }

  @Test
  void a_sentence_takes_the_same_places_in_both_languages() throws IOException {
    Properties vietnamese = read("vi");
    Properties english = read("en");
    for (String key : english.stringPropertyNames()) {
      assertThat(places(vietnamese.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
    }
  }

  @Test
  void a_locale_name_gives_its_language() {
    assertThat(Language.of("vi_VN.UTF-8")).contains(Language.VIETNAMESE);
    assertThat(Language.of("en_GB.UTF-8")).contains(Language.ENGLISH);
    assertThat(Language.of("C")).isEmpty();
  }

  @Test
  void numbers_are_written_in_the_language() {
    assertThat(new Texts(Language.VIETNAMESE).text("demo.office", 1655, 2)).contains("1.655");
    assertThat(new Texts(Language.ENGLISH).text("demo.office", 1655, 2)).contains("1,655");
  }

  private static java.util.Set<String> places(String sentence) {
    return PLACE
        .matcher(sentence)
        .results()
        .map(r -> r.group())
        .collect(java.util.stream.Collectors.toCollection(java.util.TreeSet::new));
  }

  private static Properties read(String language) throws IOException {
    Properties texts = new Properties();
    try (var in = TextsTest.class.getResourceAsStream("texts_" + language + ".properties")) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts;
  }
}
