package dev.tocsin.desk.alert.comment;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.PageRequest;
import dev.tocsin.desk.store.DeskStore;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Comments: each its own document, so that two writers never collide and none can be lost. */
public final class CommentStore {
    private final MongoCollection<Document> comments;
    private final OutboxSignals outbox;

    public CommentStore(DeskStore store, OutboxSignals outbox) {
        this.comments = store.alertComments();
        this.outbox = outbox;
    }

    void insert(Comment comment, Change change) {
        comments.insertOne(comment.toDocument().append(Outbox.FIELD, Outbox.of(change)));
        outbox.wake(comments, comment.id());
    }

    /** Comments on an alert, oldest first, one more than the page has if there is one. */
    List<Comment> list(String alert, PageRequest page) {
        Bson filter = Filters.eq("subject", alert);
        Cursor after = page.after();
        if (after != null) {
            filter = Filters.and(filter, Filters.gt("_id", after.id()));
        }
        List<Comment> found = new ArrayList<>();
        for (Document document :
                comments.find(filter).sort(Sorts.ascending("_id")).limit(page.fetch())) {
            found.add(Comment.from(document));
        }
        return found;
    }
}
