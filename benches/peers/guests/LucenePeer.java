import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.util.CharTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.search.spans.SpanNearQuery;
import org.apache.lucene.search.spans.SpanQuery;
import org.apache.lucene.search.spans.SpanTermQuery;
import org.apache.lucene.store.FSDirectory;

/**
 * Lucene, as a guest of the bench: reads a request a line, of fields parted by tabs, and answers
 * with a line; see guest.rs.
 */
public class LucenePeer {
    static final String[] FACETS = {"council", "committee", "kind", "year"};
    static final String TEXT = "text";
    static final String DAY = "day";
    static final double LEAST = 0.02;
    /** A query runs so long before it is measured, so that it is compiled. */
    static final double WARM = 0.3;

    static final FacetsConfig CONFIG = new FacetsConfig();
    static IndexSearcher searcher;
    static SortedSetDocValuesReaderState state;

    /** Cuts words at whatever is no letter or digit, in small letters. */
    static class Words extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = CharTokenizer.fromTokenCharPredicate(Character::isLetterOrDigit);
            return new TokenStreamComponents(words, new LowerCaseFilter(words));
        }
    }

    static double processSeconds() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    static double threadSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    /** Builds from nothing: CPU of the whole process, with what its compiler and collector take. */
    static String build(String rows, Path folder) throws IOException {
        if (folder.toFile().exists()) {
            for (File file : folder.toFile().listFiles()) {
                file.delete();
            }
        }
        double start = processSeconds();
        long began = System.nanoTime();
        FSDirectory directory = FSDirectory.open(folder);
        IndexWriterConfig settings = new IndexWriterConfig(new Words()).setRAMBufferSizeMB(512);
        try (IndexWriter writer = new IndexWriter(directory, settings);
                BufferedReader lines =
                        Files.newBufferedReader(Paths.get(rows), StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", -1);
                Document document = new Document();
                for (int at = 0; at < FACETS.length; at++) {
                    document.add(new StoredField(FACETS[at], fields[at]));
                    if (!fields[at].isEmpty()) {
                        document.add(new SortedSetDocValuesFacetField(FACETS[at], fields[at]));
                    }
                }
                String date = fields[4].replace("-", "");
                long day = date.isEmpty() ? 0 : Long.parseLong(date);
                document.add(new NumericDocValuesField(DAY, day));
                document.add(new LongPoint(DAY, day));
                document.add(new TextField(TEXT, fields[5], Field.Store.YES));
                writer.addDocument(CONFIG.build(document));
            }
            writer.commit();
        }
        double took = (System.nanoTime() - began) / 1e9;
        double used = processSeconds() - start;
        long bytes = 0;
        for (File file : folder.toFile().listFiles()) {
            bytes += file.length();
        }
        searcher = new IndexSearcher(DirectoryReader.open(directory));
        // An answer from memory would not be one from the index.
        searcher.setQueryCache(null);
        state = new DefaultSortedSetDocValuesReaderState(searcher.getIndexReader());
        return used + "\t" + took + "\t" + bytes;
    }

    static Query query(String shape, List<String> words) {
        Term[] terms = words.stream().map(it -> new Term(TEXT, it)).toArray(Term[]::new);
        String[] all = words.toArray(new String[0]);
        switch (shape) {
            case "word":
                return new TermQuery(terms[0]);
            case "both":
                return new BooleanQuery.Builder()
                        .add(new TermQuery(terms[0]), Occur.MUST)
                        .add(new TermQuery(terms[1]), Occur.MUST)
                        .build();
            case "either":
                return new BooleanQuery.Builder()
                        .add(new TermQuery(terms[0]), Occur.SHOULD)
                        .add(new TermQuery(terms[1]), Occur.SHOULD)
                        .build();
            case "phrase":
                return new PhraseQuery(TEXT, all);
            case "near":
                // Its slop counts the words between.
                SpanQuery[] both = {new SpanTermQuery(terms[0]), new SpanTermQuery(terms[1])};
                return new SpanNearQuery(both, Integer.parseInt(all[2]) - 1, false);
            case "dated":
                long from = Long.parseLong(all[1]);
                long to = Long.parseLong(all[2]);
                // It chooses the quicker of the two ways itself.
                Query days =
                        new IndexOrDocValuesQuery(
                                LongPoint.newRangeQuery(DAY, from, to),
                                NumericDocValuesField.newSlowRangeQuery(DAY, from, to));
                return new BooleanQuery.Builder()
                        .add(new TermQuery(terms[0]), Occur.MUST)
                        .add(days, Occur.FILTER)
                        .build();
            case "prefix":
                return new PrefixQuery(terms[0]);
            case "inside":
                return new WildcardQuery(new Term(TEXT, "*" + all[0] + "*"));
            case "misspelt":
                return new FuzzyQuery(terms[0], 1);
            default:
                return null;
        }
    }

    /** Asks once, and gives what is told; -1 for nothing. */
    static long ask(String wanted, Query query) throws IOException {
        switch (wanted) {
            case "count":
                return searcher.count(query);
            case "4 facets":
                FacetsCollector found = new FacetsCollector();
                searcher.search(query, found);
                Facets facets = new SortedSetDocValuesFacetCounts(state, found);
                long sum = 0;
                for (String facet : FACETS) {
                    FacetResult values = facets.getTopChildren(10, facet);
                    sum += values == null ? 0 : values.labelValues[0].value.longValue();
                }
                return sum;
            case "newest 10":
                Sort newest = new Sort(new SortField(DAY, SortField.Type.LONG, true));
                ScoreDoc[] latest = texts(searcher.search(query, 10, newest));
                return latest.length < 10 ? -1 : (Long) ((FieldDoc) latest[9]).fields[0];
            default:
                texts(searcher.search(query, 10));
                return -1;
        }
    }

    static ScoreDoc[] texts(TopDocs best) throws IOException {
        for (ScoreDoc one : best.scoreDocs) {
            searcher.doc(one.doc).get(TEXT);
        }
        return best.scoreDocs;
    }

    static double seconds(String wanted, Query query, int times) throws IOException {
        double start = threadSeconds();
        for (int time = 0; time < times; time++) {
            ask(wanted, query);
        }
        return threadSeconds() - start;
    }

    static String answer(String wanted, int runs, Query query) throws IOException {
        long told = ask(wanted, query);
        for (double start = threadSeconds(); threadSeconds() - start < WARM; ) {
            ask(wanted, query);
        }
        int times = 1;
        while (seconds(wanted, query, times) < LEAST) {
            times *= 2;
        }
        double[] taken = new double[runs];
        for (int run = 0; run < runs; run++) {
            taken[run] = seconds(wanted, query, times);
        }
        Arrays.sort(taken);
        return taken[runs / 2] / times + "\t" + (told < 0 ? "-" : told);
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader requests =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            String[] fields = line.split("\t");
            String answer = "-";
            if (fields[0].equals("build")) {
                answer = build(fields[1], Paths.get(fields[2]));
            } else {
                List<String> words = Arrays.asList(fields).subList(3, fields.length);
                Query query = query(fields[2], words);
                if (query != null) {
                    answer = answer(fields[0], Integer.parseInt(fields[1]), query);
                }
            }
            System.out.println(answer);
            System.out.flush();
        }
    }
}
