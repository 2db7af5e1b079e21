"""What the account does in group chats: it introduces itself once, answers who addresses it with
what everybody may know, and binds nobody."""
