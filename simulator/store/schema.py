"""The tables. Times are Unix milliseconds; JSON is kept as text."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS people (
    user_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    caption TEXT NOT NULL,
    role TEXT NOT NULL,
    color TEXT NOT NULL,
    friend INTEGER NOT NULL,
    blocked INTEGER NOT NULL DEFAULT 0,
    last_wrote INTEGER,
    read_seq INTEGER NOT NULL DEFAULT 0,
    dismissed_seq INTEGER NOT NULL DEFAULT 0,
    loading_until INTEGER NOT NULL DEFAULT 0,
    rich_menu_id TEXT
);
CREATE TABLE IF NOT EXISTS group_chats (
    chat_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    bot_in INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS group_members (
    chat_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    PRIMARY KEY (chat_id, user_id)
);
CREATE TABLE IF NOT EXISTS messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    via TEXT,
    paid INTEGER NOT NULL DEFAULT 0,
    seen INTEGER NOT NULL DEFAULT 0,
    unsent INTEGER NOT NULL DEFAULT 0,
    quote_token TEXT,
    read_token TEXT
);
CREATE INDEX IF NOT EXISTS messages_of_a_person ON messages (user_id, seq);
CREATE INDEX IF NOT EXISTS messages_by_quote_token ON messages (quote_token);
CREATE INDEX IF NOT EXISTS messages_by_read_token ON messages (read_token);
CREATE TABLE IF NOT EXISTS contents (
    message_id TEXT PRIMARY KEY,
    content_type TEXT NOT NULL,
    data BLOB
);
CREATE TABLE IF NOT EXISTS letters (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL,
    event TEXT NOT NULL,
    due INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'pending'
);
CREATE INDEX IF NOT EXISTS letters_waiting ON letters (state, seq);
CREATE TABLE IF NOT EXISTS reply_tokens (
    token TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    issued INTEGER NOT NULL,
    delivered INTEGER,
    used INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS retry_keys (
    key TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    sent_messages TEXT
);
CREATE TABLE IF NOT EXISTS rich_menus (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    body TEXT NOT NULL,
    image BLOB,
    image_type TEXT
);
CREATE TABLE IF NOT EXISTS rich_menu_aliases (
    alias TEXT PRIMARY KEY,
    rich_menu_id TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS access_tokens (
    token TEXT PRIMARY KEY,
    key_id TEXT,
    expires INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS usage (month TEXT PRIMARY KEY, used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS units (month TEXT, name TEXT, PRIMARY KEY (month, name));
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT NOT NULL);
"""
