package dev.tocsin.embedded.document;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;
import org.jspecify.annotations.Nullable;

/** Documents in the file are BSON. Files of earlier versions, with serialized objects, are read. */
final class DocumentType extends BasicDataType<Document> {
    /** Begins a document, and no object of {@link ObjectDataType}. */
    private static final byte BSON = (byte) 0xB5;

    private static final int OBJECT_BYTES = 48;
    private static final int CHAR_BYTES = 2;

    private final ObjectDataType earlier = new ObjectDataType();

    @Override
    public int getMemory(Document document) {
        return memory(document);
    }

    @Override
    public void write(WriteBuffer out, Document document) {
        ByteBuf bytes = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bytes);
        out.put(BSON).putVarInt(bytes.readableBytes());
        out.put(bytes.array(), bytes.arrayOffset(), bytes.readableBytes());
    }

    @Override
    public Document read(ByteBuffer in) {
        if (in.get(in.position()) != BSON) {
            return (Document) earlier.read(in);
        }
        in.get();
        int length = readVarInt(in);
        Document document =
                BsonDecoder.decodeBson(Unpooled.wrappedBuffer(in.slice(in.position(), length)));
        in.position(in.position() + length);
        return document;
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }

    private static int readVarInt(ByteBuffer in) {
        int value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    /** About how many bytes a value takes, in memory; in BSON it is less, or a little more. */
    static int memory(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> OBJECT_BYTES + text.length() * CHAR_BYTES;
            case byte[] bytes -> OBJECT_BYTES + bytes.length;
            case BinData binary -> OBJECT_BYTES + binary.getData().length;
            case Map<?, ?> members -> {
                int sum = OBJECT_BYTES;
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    sum += OBJECT_BYTES + memory(member.getKey()) + memory(member.getValue());
                }
                yield sum;
            }
            case Collection<?> elements -> {
                int sum = OBJECT_BYTES;
                for (Object element : elements) {
                    sum += memory(element);
                }
                yield sum;
            }
            default -> OBJECT_BYTES;
        };
    }
}
