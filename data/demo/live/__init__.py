"""The one simulator of the invented city: a process that says what real devices would, through the doors they use.

    ./safecity manage simulate --tempo 60 --seconds 3600

So far one door is open, lines of JSON on standard output or in a file; MQTT, signed HTTP and RTSP become doors as the
product opens them. Nothing listens to these lines yet. Units patrol the streets and tell where they are, the cameras
of the situation centre's list beat; incidents do not fall live yet.
"""
